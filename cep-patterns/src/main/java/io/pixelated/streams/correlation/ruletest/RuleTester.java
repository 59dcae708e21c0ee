package io.pixelated.streams.correlation.ruletest;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.detect.Detected;
import io.pixelated.streams.correlation.detect.Detector;
import io.pixelated.streams.correlation.engine.Correlator;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Detection;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.ingest.Ingest;
import io.pixelated.streams.ingest.ParseResult;
import io.pixelated.streams.ingest.ParseResult.Parsed;
import io.pixelated.streams.ingest.ParseResult.Unreadable;
import io.pixelated.streams.ingest.ParsedEvent;
import io.pixelated.streams.sigma.explain.Explainer;
import io.pixelated.streams.sigma.explain.ExplanationText;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Plays the events of test cases against all rules of a rulebook; time goes on after them. Not safe
 * for use by several threads.
 */
public final class RuleTester {
  private static final Instant END_OF_TIME = Instant.parse("2100-01-01T00:00:00Z");
  private static final int MOST_EXPLAINED = 3;

  private final Rulebook rulebook;
  private final Ingest ingest;
  private final String region;
  private final Detector detector;

  public RuleTester(Rulebook rulebook, Ingest ingest, String region) {
    this.rulebook = Objects.requireNonNull(rulebook, "rulebook");
    this.ingest = Objects.requireNonNull(ingest, "ingest");
    this.region = Objects.requireNonNull(region, "region");
    this.detector = new Detector(rulebook);
  }

  /**
   * What came of the events of one case.
   *
   * @param raised keys of the rules that matched an event, or alerted
   * @param matched per event, keys of the detection rules that matched it
   * @param alerts per key of a correlation or sequence, its final alerts
   * @param unreadable what was wrong with texts that are no events
   * @param remembered groups that correlations still remembered at the end
   */
  public record Played(
      Set<String> raised,
      List<Set<String>> matched,
      Map<String, Integer> alerts,
      List<String> unreadable,
      int remembered) {
    public Played {
      alerts = Map.copyOf(alerts);
      raised = Set.copyOf(raised);
      matched = List.copyOf(matched);
      unreadable = List.copyOf(unreadable);
    }
  }

  /** Plays the events of a case in order of arrival. */
  public Played play(RuleCase ruleCase) {
    List<String> events = ruleCase.events();
    Correlator correlator =
        new Correlator(rulebook::correlation, rulebook::route, region, Limits.standard())
            .finalOnly();
    Set<String> raised = new LinkedHashSet<>();
    List<Set<String>> matched = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      RawRecord record = record(events.get(i), i);
      ParseResult result = ingest.parse(record);
      Set<String> keys = new LinkedHashSet<>();
      if (result instanceof Unreadable problem) {
        unreadable.add("event " + (i + 1) + " is no event: " + problem.reason());
      } else {
        ParsedEvent parsed = ((Parsed) result).event();
        Detected detected = detector.detect(parsed, ingest.describe(parsed, record));
        for (Detection detection : detected.detections()) {
          keys.add(detection.rule().id());
        }
        for (RoutedMatch match : detected.matches()) {
          alerts.addAll(correlator.add(match));
        }
      }
      matched.add(keys);
      raised.addAll(keys);
    }
    alerts.addAll(correlator.advance(ruleCase.until().orElse(END_OF_TIME).toEpochMilli()));
    Map<String, Integer> counts = new HashMap<>();
    alerts.stream()
        .filter(alert -> alert.state() == AlertState.FINAL)
        .forEach(alert -> counts.merge(alert.rule().id(), 1, Integer::sum));
    raised.addAll(counts.keySet());
    return new Played(raised, matched, counts, unreadable, correlator.groups());
  }

  /**
   * Whether a case fails.
   *
   * @param keys of the rules that it is about; one of them is enough for a positive case
   */
  public Optional<CaseFailure> run(List<String> keys, RuleCase ruleCase) {
    Played played = play(ruleCase);
    if (!played.unreadable().isEmpty()) {
      return Optional.of(
          new CaseFailure(ruleCase, String.join("; ", played.unreadable()), List.of()));
    }
    List<String> raised = keys.stream().filter(played.raised()::contains).toList();
    if (raised.isEmpty() != ruleCase.positive()) {
      return Optional.empty();
    }
    String key = ruleCase.positive() ? keys.get(0) : raised.get(0);
    Optional<Correlation> correlation = rulebook.correlation(key);
    return Optional.of(
        new CaseFailure(
            ruleCase,
            reason(ruleCase, correlation.isPresent()),
            correlation.isPresent()
                ? explain(correlation.get(), played)
                : explain(key, ruleCase, played)));
  }

  private static String reason(RuleCase ruleCase, boolean correlation) {
    String verb = correlation ? "alert" : "match";
    return ruleCase.positive()
        ? "expected to " + verb + ", but does not"
        : "expected not to " + verb + ", but does";
  }

  private List<String> explain(String key, RuleCase ruleCase, Played played) {
    Optional<DetectionRule> rule = rulebook.detectionRules().rule(key);
    if (rule.isEmpty()) {
      return List.of("the rule was rejected; streams rules check says why");
    }
    Explainer explainer = Explainer.of(rule.get());
    List<String> lines = new ArrayList<>();
    int explained = 0;
    for (int i = 0; i < ruleCase.events().size() && explained < MOST_EXPLAINED; i++) {
      if (played.matched().get(i).contains(key) == ruleCase.positive()) {
        continue;
      }
      explained++;
      if (ruleCase.events().size() > 1) {
        lines.add("event " + (i + 1) + ":");
      }
      Parsed parsed = (Parsed) ingest.parse(record(ruleCase.events().get(i), i));
      lines.addAll(ExplanationText.lines(explainer.explain(parsed.event()), false));
    }
    return lines;
  }

  private List<String> explain(Correlation correlation, Played played) {
    List<String> lines = new ArrayList<>();
    for (String rule : new TreeSet<>(correlation.rules())) {
      if (rulebook.correlation(rule).isPresent()) {
        lines.add(rule + " alerted " + played.alerts().getOrDefault(rule, 0) + " times");
        continue;
      }
      long events = played.matched().stream().filter(keys -> keys.contains(rule)).count();
      lines.add(rule + " matched " + events + " of " + played.matched().size() + " events");
    }
    return lines;
  }

  private static RawRecord record(String json, int offset) {
    return new RawRecord(
        json.getBytes(StandardCharsets.UTF_8), new Origin("security.events.raw", 0, offset, -1));
  }
}

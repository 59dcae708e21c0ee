package io.pixelated.streams.correlation.conformance;

import io.pixelated.streams.correlation.GroupState;
import io.pixelated.streams.correlation.KeptGroup;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.Raised;
import io.pixelated.streams.correlation.Routed;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.Step.Losses;
import io.pixelated.streams.correlation.conformance.ConformanceCase.Event;
import io.pixelated.streams.correlation.conformance.ConformanceCase.Fired;
import io.pixelated.streams.correlation.detect.Detected;
import io.pixelated.streams.correlation.detect.Detector;
import io.pixelated.streams.correlation.engine.Correlator;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.events.SecurityEvent;
import io.pixelated.streams.ingest.Ingest;
import io.pixelated.streams.ingest.IngestSettings;
import io.pixelated.streams.ingest.ParseResult.Parsed;
import io.pixelated.streams.ingest.ParsedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** One case, played to the engine as the job and the command line do. */
final class EngineRun {
  private static final Ingest INGEST =
      Ingest.standard(IngestSettings.of("eu-central-1").ofAnyAge());

  private final Detector detector;
  private final Correlator correlator;
  private final Map<String, String> names;
  private final Map<String, Set<String>> bases = new HashMap<>();
  private final Map<String, Alert> finals = new LinkedHashMap<>();
  private final Map<String, Long> suppressed = new HashMap<>();
  private final Map<String, Alert> announced = new HashMap<>();
  private final List<String> said = new ArrayList<>();
  private final Map<String, Integer> ungrouped = new TreeMap<>();

  /**
   * @param names per rule key, what cases call it
   * @param store what becomes of the state of groups between steps
   */
  private EngineRun(Rulebook rulebook, Map<String, String> names, UnaryOperator<GroupState> store) {
    this.names = names;
    this.detector = new Detector(rulebook);
    this.correlator =
        new Correlator(
                rulebook::correlation,
                raised -> route(rulebook, raised),
                "eu-central-1",
                Limits.standard())
            .storing(store);
  }

  private List<RoutedMatch> route(Rulebook rulebook, Raised raised) {
    Routed routed = rulebook.route(raised, 0);
    if (raised.alert().state() == AlertState.FINAL) {
      routed.ungrouped().forEach((key, count) -> ungrouped.merge(key, count, Integer::sum));
    }
    return routed.matches();
  }

  /**
   * What came of a case.
   *
   * @param said what was said before it was final, in order
   * @param leftOut per rule and reason, how many events were left out
   */
  record Outcome(List<Fired> alerts, List<String> said, Map<String, Map<String, Long>> leftOut) {}

  /** Plays a case. */
  static Outcome of(ConformanceCase given, Rules rules) {
    return of(given, rules, UnaryOperator.identity());
  }

  /** The same, with all state written and read after every step. */
  static Outcome restoring(ConformanceCase given, Rules rules) {
    return of(given, rules, EngineRun::restored);
  }

  private static Outcome of(ConformanceCase given, Rules rules, UnaryOperator<GroupState> store) {
    EngineRun run = new EngineRun(rules.rulebook(), rules.names(), store);
    long latest = Long.MIN_VALUE;
    for (Event event : given.events()) {
      run.add(event);
      if (event.time() > latest) {
        latest = event.time();
        run.take(event.id(), run.correlator.advance(latest - given.bound() - 1));
      }
    }
    run.take("end", run.correlator.finish(given.end()));
    return new Outcome(run.fired(), run.said, run.leftOut());
  }

  private static GroupState restored(GroupState state) {
    return KeptGroup.packed(state).state();
  }

  private void add(Event event) {
    String json =
        "{\"@timestamp\":\"%s\",\"event_id\":%s,\"product\":\"conformance\"%s%s}"
            .formatted(
                Instant.ofEpochMilli(event.time()),
                Plain.quoted(event.id()),
                event.members().isEmpty() ? "" : ",",
                event.members());
    RawRecord record =
        new RawRecord(json.getBytes(StandardCharsets.UTF_8), new Origin("events", 0, 0, -1));
    ParsedEvent parsed = ((Parsed) INGEST.parse(record)).event();
    SecurityEvent described = INGEST.describe(parsed, record);
    bases.put(described.id(), Set.of(event.id()));
    Detected detected = detector.detect(parsed, described);
    detected.ungrouped().forEach((key, count) -> ungrouped.merge(key, count, Integer::sum));
    for (RoutedMatch match : detected.matches()) {
      take(event.id(), correlator.add(match));
    }
  }

  private void take(String after, List<Alert> alerts) {
    for (Alert alert : alerts) {
      Set<String> base = new LinkedHashSet<>();
      alert.eventIds().forEach(id -> base.addAll(bases.getOrDefault(id, Set.of("?" + id))));
      switch (alert.state()) {
        case FINAL -> {
          if (finals.put(alert.id(), alert) != null) {
            throw new AssertionError("final twice: " + alert);
          }
          bases.put(alert.id(), base);
        }
        case CLOSED -> suppressed.put(alert.id(), alert.suppressed());
        case PROVISIONAL, WITHDRAWN, CONFIRMED -> say(after, alert);
      }
    }
  }

  private void say(String after, Alert alert) {
    boolean known = announced.containsKey(alert.id());
    if (alert.state() == AlertState.PROVISIONAL) {
      announced.put(alert.id(), alert);
    } else if (!known) {
      throw new AssertionError("an outcome of what was never announced: " + alert);
    }
    Alert replaced = announced.get(alert.replaces());
    said.add(
        "after %s: %s %s at %s%s"
            .formatted(
                after,
                alert.state().name().toLowerCase(Locale.ROOT),
                name(alert.rule().id()),
                Told.seconds(alert.time()),
                replaced == null ? "" : ", replaces " + Told.seconds(replaced.time())));
  }

  private List<Fired> fired() {
    return finals.values().stream()
        .map(
            alert ->
                new Fired(
                    name(alert.rule().id()),
                    alert.time(),
                    alert.group(),
                    alert.count(),
                    List.copyOf(bases.get(alert.id())),
                    suppressed.getOrDefault(alert.id(), 0L),
                    alert.tied()))
        .toList();
  }

  private Map<String, Map<String, Long>> leftOut() {
    Map<String, Losses> losses = correlator.lossesByRule();
    Map<String, Map<String, Long>> leftOut = new TreeMap<>();
    names.forEach(
        (key, name) -> {
          Losses its = losses.getOrDefault(key, Losses.NONE);
          Map<String, Long> counts = new TreeMap<>();
          put(counts, "late", its.late());
          put(counts, "not-a-number", its.notNumber());
          put(counts, "ungrouped", ungrouped.getOrDefault(key, 0));
          leftOut.put(name, counts);
        });
    return leftOut;
  }

  private static void put(Map<String, Long> counts, String reason, long count) {
    if (count > 0) {
      counts.put(reason, count);
    }
  }

  private String name(String key) {
    return names.getOrDefault(key, key);
  }
}

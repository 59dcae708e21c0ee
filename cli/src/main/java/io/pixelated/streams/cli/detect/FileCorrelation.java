package io.pixelated.streams.cli.detect;

import io.pixelated.streams.cli.detect.LineDetector.Outcome;
import io.pixelated.streams.cli.detect.MatchSink.AlertLine;
import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.Raised;
import io.pixelated.streams.correlation.Routed;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.Step.Losses;
import io.pixelated.streams.correlation.engine.Correlator;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Correlates what is detected in the lines of a file, in event time. The order of lines is the
 * order of arrival: an alert is written once no line that is not late can change it.
 */
final class FileCorrelation {
  private static final int MOST_RULES_TOLD = 20;

  private final Rulebook rulebook;
  private final Correlator correlator;
  private final MatchSink out;
  private final long bound;
  private final boolean all;
  private final LineNumbers lines = new LineNumbers();
  private final Map<String, Integer> ungrouped = new HashMap<>();
  private long latest = Long.MIN_VALUE;
  private long untimed;

  /**
   * @param bound how far a line's time may lie behind the latest before it and not be late
   * @param all whether alerts are written that raise nothing by themselves
   */
  FileCorrelation(Rulebook rulebook, String region, Duration bound, boolean all, MatchSink out) {
    this.rulebook = rulebook;
    this.correlator =
        new Correlator(rulebook::correlation, this::route, region, Limits.standard()).finalOnly();
    this.bound = bound.toMillis();
    this.all = all;
    this.out = out;
  }

  /** Takes in what came of the next line, and writes the alerts that are final by it. */
  void take(Outcome outcome) {
    if (!outcome.isReadable()) {
      return;
    }
    outcome.ungrouped().forEach((key, count) -> ungrouped.merge(key, count, Integer::sum));
    if (!outcome.timed()) {
      untimed += outcome.detections().isEmpty() ? 0 : 1;
      return;
    }
    List<Correlation> takers =
        outcome.matches().stream()
            .flatMap(match -> rulebook.correlation(match.correlation()).stream())
            .toList();
    if (!takers.isEmpty()) {
      lines.remember(
          outcome.eventId(), outcome.number(), outcome.time(), outcome.time() + longest(takers));
    }
    outcome.matches().forEach(match -> write(correlator.add(match)));
    if (outcome.time() > latest) {
      latest = outcome.time();
      write(correlator.advance(latest - bound - 1));
      lines.forgetUntil(latest - bound - 1);
    }
  }

  /** Writes what is final at the end of the file, which ends time at its latest event. */
  void finish() {
    if (latest > Long.MIN_VALUE) {
      write(correlator.finish(latest));
    }
  }

  /** Says what was left out, by rule. */
  void summarise(PrintStream messages) {
    if (untimed > 0) {
      messages.printf("%,d events that match rules tell no time: not correlated%n", untimed);
    }
    Map<String, Losses> losses = correlator.lossesByRule();
    Set<String> keys = new HashSet<>(losses.keySet());
    keys.addAll(ungrouped.keySet());
    Map<String, String> told = new TreeMap<>();
    for (String key : keys) {
      String text = text(losses.getOrDefault(key, Losses.NONE), ungrouped.getOrDefault(key, 0));
      if (!text.isEmpty()) {
        told.put(rulebook.correlation(key).map(rule -> rule.ref().title()).orElse(key), text);
      }
    }
    told.entrySet().stream()
        .limit(MOST_RULES_TOLD)
        .forEach(entry -> messages.println(entry.getKey() + ": " + entry.getValue()));
    if (told.size() > MOST_RULES_TOLD) {
      messages.printf("... and %,d more correlations%n", told.size() - MOST_RULES_TOLD);
    }
  }

  private static String text(Losses losses, int ungrouped) {
    StringJoiner text = new StringJoiner(", ");
    add(text, losses.late(), "late, left out");
    add(text, ungrouped, "without a field, left out");
    add(text, losses.notNumber(), "without a number, left out");
    add(text, losses.thinned(), "left out of crowded groups");
    add(text, losses.partialMatches(), "partial matches given up");
    add(text, losses.groups(), "groups left out");
    add(text, losses.suppressed(), "firings suppressed");
    return text.toString();
  }

  private static void add(StringJoiner text, long count, String what) {
    if (count > 0) {
      text.add("%,d %s".formatted(count, what));
    }
  }

  private List<RoutedMatch> route(Raised raised) {
    Routed routed = rulebook.route(raised, 0);
    if (raised.alert().state() == AlertState.FINAL) {
      routed.ungrouped().forEach((key, count) -> ungrouped.merge(key, count, Integer::sum));
    }
    return routed.matches();
  }

  private void write(List<Alert> news) {
    List<Alert> certain = news.stream().filter(alert -> alert.state() == AlertState.FINAL).toList();
    remember(certain);
    for (Alert alert : certain) {
      if (alert.standalone() || all) {
        out.write(
            new AlertLine(
                alert.rule(),
                alert.time(),
                alert.group(),
                lines.of(alert.eventIds()),
                alert.count(),
                alert.standalone()));
      }
    }
  }

  /** Remembers what alerts rest on; inner ones first, for an outer one may be of the same time. */
  private void remember(List<Alert> alerts) {
    alerts.stream()
        .sorted(Comparator.comparingInt(this::depth))
        .forEach(
            alert -> {
              Collection<Correlation> takers = rulebook.takersOf(alert.rule().id());
              if (!takers.isEmpty()) {
                lines.remember(alert.id(), alert.eventIds(), alert.time() + longest(takers));
              }
            });
  }

  private int depth(Alert alert) {
    return rulebook.correlation(alert.rule().id()).map(Correlation::depth).orElse(0);
  }

  /** How long after an event an alert of one of the rules may name it, in milliseconds. */
  private static long longest(Collection<Correlation> rules) {
    return rules.stream().mapToLong(Correlation::timespan).max().orElse(0);
  }
}

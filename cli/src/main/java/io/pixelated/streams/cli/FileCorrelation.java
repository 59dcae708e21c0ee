package io.pixelated.streams.cli;

import io.pixelated.streams.cli.LineDetector.Outcome;
import io.pixelated.streams.cli.MatchSink.Match;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.engine.Correlator;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Correlates the matches of a whole file in event-time order, whatever the order of its lines. */
final class FileCorrelation {
  private final Correlator correlator;
  private final List<RoutedMatch> matches = new ArrayList<>();
  private final Map<String, Long> lineOfEvent = new HashMap<>();

  FileCorrelation(Rulebook rulebook, String region) {
    this.correlator =
        new Correlator(rulebook::correlation, raised -> List.of(), region, Limits.standard());
  }

  void take(Outcome outcome) {
    if (!outcome.matches().isEmpty()) {
      lineOfEvent.put(outcome.eventId(), outcome.number());
      matches.addAll(outcome.matches());
    }
  }

  /** Writes one match per final alert: the event is the last of those that count. */
  void finish(MatchSink out) {
    matches.sort(Comparator.comparingLong(match -> match.events().get(0).time()));
    List<Alert> alerts = new ArrayList<>();
    for (RoutedMatch match : matches) {
      // What is at this very time may still come.
      alerts.addAll(correlator.advance(match.events().get(0).time() - 1));
      alerts.addAll(correlator.add(match));
    }
    alerts.addAll(correlator.finish());
    alerts.stream()
        .filter(alert -> alert.state() == AlertState.FINAL)
        .forEach(alert -> write(alert, out));
  }

  private void write(Alert alert, MatchSink out) {
    List<String> events = alert.eventIds();
    long line = lineOfEvent.getOrDefault(events.get(events.size() - 1), -1L);
    out.write(
        new Match(alert.rule(), line, Optional.of(alert.time()), alert.group(), Optional.empty()));
  }
}

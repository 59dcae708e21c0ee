package io.pixelated.streams.cli.demo;

import io.pixelated.streams.events.IncidentSummary;
import io.pixelated.streams.local.watch.Watched;
import java.time.Duration;
import java.util.List;

/** Incidents as rows of a table for people. */
final class IncidentRows {
  private static final String FORMAT = "%-8s %-14s %-22s %-36s %-20s %6s %8s";
  private static final List<String> SEVERITIES =
      List.of("unknown", "info", "low", "medium", "high", "critical");

  private IncidentRows() {}

  static String header() {
    return FORMAT
        .formatted("SEVERITY", "REGION", "ENTITY", "WHAT", "ATT&CK", "AGE", "LATENCY")
        .stripTrailing();
  }

  static String row(Watched watched, long nowMillis) {
    IncidentSummary incident = watched.incident();
    return FORMAT
        .formatted(
            severity(incident.severityId()),
            cut(incident.region(), 14),
            cut(incident.primary().value(), 22),
            cut(incident.title(), 36),
            cut(String.join(" ", incident.tactics()), 20),
            age(nowMillis - incident.observed()),
            watched.latencyMillis() + " ms")
        .stripTrailing();
  }

  private static String severity(int id) {
    return SEVERITIES.get(id < 0 || id >= SEVERITIES.size() ? 0 : id);
  }

  private static String age(long millis) {
    Duration age = Duration.ofMillis(Math.max(0, millis));
    return age.toMinutes() == 0
        ? age.toSeconds() + " s"
        : "%dm%02ds".formatted(age.toMinutes(), age.toSecondsPart());
  }

  /** Shortened, and without what would move the cursor: entities come from events. */
  private static String cut(String text, int width) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= width ? plain : plain.substring(0, width - 1) + '…';
  }
}

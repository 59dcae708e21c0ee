package io.pixelated.streams.cli.demo;

import io.pixelated.streams.events.IncidentSummary;
import io.pixelated.streams.local.demo.DemoReport;
import java.io.PrintStream;

/** A demonstration's report for people. */
final class ReportText {
  private static final int MOST_UNEXPLAINED = 20;

  private ReportText() {}

  static void write(DemoReport report, PrintStream out) {
    out.println();
    if (report.scripted() > 0) {
      writeAttacks(report, out);
    }
    out.printf("%-32s %,d%n", "incidents", report.incidents());
    if (report.scripted() > 0) {
      out.printf(
          "%-32s %,d (%.2f per 100,000 benign events)%n",
          "  not explained by any script",
          report.unexplained().size(),
          report.unexplainedPer100kBenign());
      report.unexplained().stream()
          .limit(MOST_UNEXPLAINED)
          .forEach(incident -> out.println("    " + line(incident)));
    }
    out.printf(
        "%-32s p50 %,d ms, p95 %,d ms, p99 %,d ms (%,d incidents)%n",
        "event to incident",
        report.latency().p50(),
        report.latency().p95(),
        report.latency().p99(),
        report.latency().count());
    out.printf("%-32s %,d (%,.0f a second)%n", "events", report.events(), report.eventsPerSecond());
    out.printf("%-32s %,d%n", "detections", report.detections());
    out.printf(
        "%-32s %,d (%,d events, %,d detections, %,d incidents)%n",
        "records stored",
        report.stored().total(),
        report.stored().events(),
        report.stored().detections(),
        report.stored().incidents());
    out.printf("%-32s %,d%n", "records quarantined", report.quarantined());
    out.printf("%-32s %,d%n", "dead letters", report.deadLetters());
    out.flush();
  }

  private static void writeAttacks(DemoReport report, PrintStream out) {
    out.printf("%-32s %8s %8s %8s%n", "ATTACK", "SCRIPTED", "FOUND", "MISSED");
    report
        .attacks()
        .forEach(
            (kind, score) ->
                out.printf(
                    "%-32s %8d %8d %8d%n",
                    kind.scenarioName(),
                    score.scripted(),
                    score.found(),
                    score.scripted() - score.found()));
    out.printf(
        "%-32s %8d %8d %8d%n",
        "all", report.scripted(), report.found(), report.scripted() - report.found());
    report.missed().forEach(attack -> out.println("  missed: " + attack));
    out.println();
  }

  private static String line(IncidentSummary incident) {
    return incident.region()
        + "  "
        + incident.primary().value().replaceAll("\\p{Cntrl}", "?")
        + "  "
        + incident.title().replaceAll("\\p{Cntrl}", "?");
  }
}

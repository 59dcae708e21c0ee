package io.pixelated.streams.cli.detect;

import io.pixelated.streams.cli.terminal.Terminal;
import io.pixelated.streams.cli.terminal.UnwritableResultsException;
import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.sigma.explain.ExplanationText;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Matches and alerts in aligned columns; on a terminal within its width, and coloured by level. The
 * event of an alert is the last that counts; its fields are its group, and what it counted.
 */
final class MatchTable implements MatchSink {
  private static final String ROW = "%-13s %-20s %7s  %-44s %s";
  private static final int TITLE = 44;
  private static final Map<String, String> COLOURS =
      Map.of(
          "critical", "\u001b[1;31m",
          "high", "\u001b[1;33m",
          "medium", "\u001b[33m",
          "low", "\u001b[36m");
  private static final String PLAIN = "\u001b[0m";

  private final PrintStream out;
  private final boolean seen;
  private final int columns;
  private boolean begun;
  private long written;

  MatchTable(Terminal terminal) {
    this.out = terminal.text();
    this.seen = terminal.resultsAreSeen();
    this.columns = Terminal.columns();
  }

  @Override
  public void write(Match match) {
    written++;
    row(match.rule(), match.time(), Long.toString(match.line()), fields(match.fields()));
    match
        .explanation()
        .ifPresent(
            explanation ->
                ExplanationText.lines(explanation, seen)
                    .forEach(line -> out.println("    " + line)));
  }

  @Override
  public void write(AlertLine alert) {
    written++;
    List<Long> lines = alert.lines();
    String last = lines.isEmpty() ? "-" : Long.toString(lines.get(lines.size() - 1));
    String fields = fields(alert.group());
    row(
        alert.rule(),
        Optional.of(alert.time()),
        last,
        (fields + " (" + alert.count().toPlainString() + ")").strip());
  }

  private void row(RuleRef rule, Optional<Long> millis, String event, String fields) {
    if (!begun) {
      begun = true;
      out.println(
          String.format(Locale.ROOT, ROW, "LEVEL", "TIME", "EVENT", "RULE", "FIELDS").strip());
    }
    String level = rule.level().word();
    String time =
        millis
            .map(at -> Instant.ofEpochMilli(at).truncatedTo(ChronoUnit.SECONDS).toString())
            .orElse("-");
    String row =
        String.format(Locale.ROOT, ROW, level, time, event, shortened(rule.title(), TITLE), fields)
            .stripTrailing();
    out.println(seen ? coloured(shortened(row, columns), level) : row);
  }

  @Override
  public void flush() {
    out.flush();
    if (out.checkError()) {
      throw new UnwritableResultsException(new java.io.IOException("Broken pipe"));
    }
  }

  @Override
  public long written() {
    return written;
  }

  private static String fields(Map<String, String> fields) {
    StringJoiner text = new StringJoiner(" ");
    new TreeMap<>(fields)
        .forEach((name, value) -> text.add(name + "=" + ExplanationText.printable(value)));
    return text.toString();
  }

  private static String shortened(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + '…';
  }

  private static String coloured(String row, String level) {
    String colour = COLOURS.get(level);
    return colour == null ? row : colour + level + PLAIN + row.substring(level.length());
  }
}

package io.pixelated.streams.cli;

import io.pixelated.streams.sigma.explain.ExplanationText;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Matches in aligned columns; on a terminal within its width, and coloured by level. */
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
  private long written;

  MatchTable(Terminal terminal) {
    this.out = terminal.text();
    this.seen = terminal.resultsAreSeen();
    this.columns = Terminal.columns();
  }

  @Override
  public void write(Match match) {
    if (written++ == 0) {
      out.println(
          String.format(Locale.ROOT, ROW, "LEVEL", "TIME", "EVENT", "RULE", "FIELDS").strip());
    }
    String level = match.rule().level().word();
    String time =
        match
            .time()
            .map(millis -> Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString())
            .orElse("-");
    String row =
        String.format(
                Locale.ROOT,
                ROW,
                level,
                time,
                match.line(),
                shortened(match.rule().title(), TITLE),
                fields(match.fields()))
            .stripTrailing();
    out.println(seen ? coloured(shortened(row, columns), level) : row);
    match
        .explanation()
        .ifPresent(
            explanation ->
                ExplanationText.lines(explanation, seen)
                    .forEach(line -> out.println("    " + line)));
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

package io.pixelated.streams.cli.demo;

import io.pixelated.streams.local.watch.IncidentWatch.Snapshot;
import io.pixelated.streams.local.watch.Watched;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The incidents as they come: on a terminal a table that is redrawn in place, elsewhere one line
 * per new incident.
 */
final class LiveTable {
  private static final int MOST_ROWS = 20;
  private static final Comparator<Watched> WORST_FIRST =
      Comparator.comparingInt((Watched w) -> w.incident().severityId())
          .thenComparingLong(w -> w.incident().observed())
          .reversed();

  private static final Map<String, String> COLOURS =
      Map.of("critical", "\u001b[1;31m", "high", "\u001b[1;33m");
  private static final String PLAIN = "\u001b[0m";

  private final PrintStream out;
  private final boolean inPlace;
  private final int columns;
  private final Set<String> told = new HashSet<>();
  private int drawn;

  LiveTable(PrintStream out, boolean inPlace, int columns) {
    this.out = out;
    this.inPlace = inPlace;
    this.columns = columns;
  }

  /** Shows the incidents that stand, and a line of state under them. */
  void show(Snapshot seen, String state, long nowMillis) {
    if (inPlace) {
      redraw(seen, state, nowMillis);
    } else {
      append(seen, nowMillis);
    }
    out.flush();
  }

  private void redraw(Snapshot seen, String state, long nowMillis) {
    List<String> lines = new ArrayList<>();
    lines.add(IncidentRows.header());
    List<Watched> standing = seen.standing();
    standing.stream()
        .sorted(WORST_FIRST)
        .limit(MOST_ROWS)
        .forEach(watched -> lines.add(IncidentRows.row(watched, nowMillis)));
    if (standing.size() > MOST_ROWS) {
      lines.add("... and " + (standing.size() - MOST_ROWS) + " more");
    }
    lines.add(state);
    if (drawn > 0) {
      out.print("\u001b[" + drawn + "F\u001b[J");
    }
    // A line that wraps would take two, and the next drawing would start in the wrong place.
    lines.forEach(
        line -> out.println(coloured(line.length() < columns ? line : line.substring(0, columns))));
    drawn = lines.size();
  }

  private static String coloured(String row) {
    for (Map.Entry<String, String> colour : COLOURS.entrySet()) {
      if (row.startsWith(colour.getKey())) {
        return colour.getValue()
            + colour.getKey()
            + PLAIN
            + row.substring(colour.getKey().length());
      }
    }
    return row;
  }

  private void append(Snapshot seen, long nowMillis) {
    for (Watched watched : seen.standing()) {
      if (told.isEmpty()) {
        out.println(IncidentRows.header());
      }
      if (told.add(watched.incident().id())) {
        out.println(IncidentRows.row(watched, nowMillis));
      }
    }
  }
}

package io.pixelated.streams.cli.detect;

import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.sigma.explain.Explanation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where matches and alerts go, one after the other. */
public interface MatchSink {
  /**
   * A match.
   *
   * @param line zero-based number of the event's line
   * @param time event time in epoch milliseconds; empty if the event does not say it
   * @param fields the values by which it matched
   * @param standalone whether it raises something by itself
   */
  record Match(
      RuleRef rule,
      long line,
      Optional<Long> time,
      Map<String, String> fields,
      Optional<Explanation> explanation,
      boolean standalone) {
    public Match {
      fields = Map.copyOf(fields);
    }
  }

  /**
   * A final alert of a correlation.
   *
   * @param time event time at which the condition became true, epoch milliseconds
   * @param group the group-by fields and their values
   * @param lines zero-based numbers of the lines of the events that count, by their times
   * @param count what the condition compared
   * @param standalone whether it raises something by itself
   */
  record AlertLine(
      RuleRef rule,
      long time,
      Map<String, String> group,
      List<Long> lines,
      BigDecimal count,
      boolean standalone) {
    public AlertLine {
      group = Map.copyOf(group);
      lines = List.copyOf(lines);
    }
  }

  void write(Match match);

  void write(AlertLine alert);

  void flush();

  /** How many matches and alerts were written. */
  long written();
}

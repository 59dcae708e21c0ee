package io.pixelated.streams.cli;

import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.sigma.explain.Explanation;
import java.util.Map;
import java.util.Optional;

/** Where matches go, one after the other. */
interface MatchSink {
  /**
   * A match.
   *
   * @param line zero-based number of the event's line
   * @param time event time in epoch milliseconds; empty if the event does not say it
   * @param fields the values by which it matched; of a correlation, its group
   */
  record Match(
      RuleRef rule,
      long line,
      Optional<Long> time,
      Map<String, String> fields,
      Optional<Explanation> explanation) {
    public Match {
      fields = Map.copyOf(fields);
    }
  }

  void write(Match match);

  void flush();

  /** How many matches were written. */
  long written();
}

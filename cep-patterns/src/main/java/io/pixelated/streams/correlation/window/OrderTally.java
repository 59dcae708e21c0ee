package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.MatchedEvent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts how many rules occurred in the order in which the correlation lists them.
 *
 * <p>For each rule and each length it knows the latest time at which a chain of that length, ending
 * with that rule, may have begun. That the latest beginning is enough is why events need not be
 * kept: if it lies before the window, so does any other.
 */
final class OrderTally implements Tally {
  private static final long NEVER = Long.MIN_VALUE;

  private final List<String> rules;

  /** {@code begins[length - 1][rule]}. */
  private final long[][] begins;

  OrderTally(List<String> rules) {
    this.rules = rules;
    begins = new long[rules.size()][rules.size()];
    for (long[] row : begins) {
      Arrays.fill(row, NEVER);
    }
  }

  @Override
  public void enter(List<MatchedEvent> batch) {
    Set<String> matched = new HashSet<>();
    batch.forEach(event -> matched.addAll(event.rules()));
    long time = batch.get(0).time();
    // Rules in their own order: what is of one time then counts as being in order.
    for (int rule = 0; rule < rules.size(); rule++) {
      if (!matched.contains(rules.get(rule))) {
        continue;
      }
      begins[0][rule] = time;
      for (int length = 1; length <= rule; length++) {
        for (int earlier = 0; earlier < rule; earlier++) {
          begins[length][rule] = Math.max(begins[length][rule], begins[length - 1][earlier]);
        }
      }
    }
  }

  @Override
  public void leave(MatchedEvent event) {
    // A chain leaves the window by the time at which it began.
  }

  @Override
  public long count(long from) {
    for (int length = rules.size(); length > 0; length--) {
      for (long begin : begins[length - 1]) {
        if (begin > from) {
          return length;
        }
      }
    }
    return 0;
  }
}

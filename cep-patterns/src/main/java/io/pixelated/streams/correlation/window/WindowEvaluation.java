package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.Firing;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.WindowCondition.Bounds;
import io.pixelated.streams.correlation.WindowCorrelation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a window correlation makes of the events of one group.
 *
 * @param firings when its condition became true, in order, quiet times left out
 * @param suppressed how many distinct times would have fired in a quiet time
 */
public record WindowEvaluation(List<Firing> firings, long suppressed) {
  public WindowEvaluation {
    firings = List.copyOf(firings);
  }

  /**
   * Evaluates {@code rule} once per distinct time after {@code settled}.
   *
   * @param events by time; those up to {@code settled} only fill the window
   * @param until suppressed firings are counted up to this time
   */
  public static WindowEvaluation of(
      WindowCorrelation rule,
      List<MatchedEvent> events,
      long settled,
      long quietUntil,
      long until) {
    Tally tally = Tally.of(rule);
    Bounds bounds = (Bounds) rule.condition();
    List<Firing> firings = new ArrayList<>();
    long suppressed = 0;
    long quiet = quietUntil;
    int oldest = 0;
    int next = 0;
    while (next < events.size()) {
      long time = events.get(next).time();
      int begin = next;
      while (next < events.size() && events.get(next).time() == time) {
        next++;
      }
      tally.enter(events.subList(begin, next));
      while (events.get(oldest).time() <= time - rule.timespan()) {
        tally.leave(events.get(oldest++));
      }
      if (time <= settled) {
        continue;
      }
      long count = tally.count(time - rule.timespan());
      if (!bounds.holds(BigDecimal.valueOf(count))) {
        continue;
      }
      if (time >= quiet) {
        firings.add(
            new Firing(time, BigDecimal.valueOf(count), false, events.subList(oldest, next)));
        quiet = time + rule.suppress();
      } else if (time <= until) {
        suppressed++;
      }
    }
    return new WindowEvaluation(firings, suppressed);
  }
}

package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.SequenceStep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The semantics as {@code docs/sequences.md} words them, evaluated anew from all events. */
final class Reference {
  private Reference() {}

  /** Times, in seconds, of the final alerts of one group, once time is at {@code now} seconds. */
  static List<Long> alerts(Sequence rule, Collection<MatchedEvent> events, long now) {
    List<MatchedEvent> order = new ArrayList<>(events);
    order.sort(
        Comparator.comparingLong(MatchedEvent::time)
            .thenComparing(event -> firstStep(rule, event))
            .thenComparing(MatchedEvent::id));
    List<long[]> completions = new ArrayList<>();
    for (int first = 0; first < order.size(); first++) {
      complete(rule, order, first, -1, 0, first, completions);
    }
    // By completion, then by beginning, then by the rest: what comes first makes the alert.
    completions.sort(
        Comparator.<long[]>comparingLong(c -> c[0])
            .thenComparingLong(c -> c[1])
            .thenComparingLong(c -> c[2]));
    List<Long> alerts = new ArrayList<>();
    long consumed = Long.MIN_VALUE;
    long quiet = Long.MIN_VALUE;
    for (long[] completion : completions) {
      long time = completion[0];
      long begin = order.get((int) completion[1]).time();
      if (time > now * 1000 || begin <= consumed) {
        continue;
      }
      consumed = order.get((int) completion[2]).time();
      if (time >= quiet) {
        alerts.add(time / 1000);
        quiet = time + rule.timespan();
      }
    }
    return alerts;
  }

  /**
   * Finds all ways to take the steps from {@code step} on.
   *
   * @param last position of the event taken last, -1 for none
   * @param from position at which the next event may be
   * @param begin position of the first event of all
   */
  private static void complete(
      Sequence rule,
      List<MatchedEvent> order,
      int from,
      int last,
      int step,
      int begin,
      List<long[]> completions) {
    Set<String> forbidden = new HashSet<>();
    int next = step;
    while (next < rule.steps().size() && rule.steps().get(next).negated()) {
      forbidden.add(rule.steps().get(next++).rule());
    }
    long end = order.get(begin).time() + rule.timespan();
    if (next == rule.steps().size()) {
      boolean disproved =
          order.subList(last + 1, order.size()).stream()
              .anyMatch(event -> event.time() < end && matches(event, forbidden));
      if (!disproved) {
        long time = forbidden.isEmpty() ? order.get(last).time() : end;
        completions.add(new long[] {time, begin, last});
      }
      return;
    }
    SequenceStep taken = rule.steps().get(next);
    for (int at = from; at < order.size() && order.get(at).time() < end; at++) {
      if (last >= 0 && matches(order.get(at), forbidden)) {
        return;
      }
      if (order.get(at).rules().contains(taken.rule())) {
        int lastOfRun = run(order, at, taken, end);
        if (lastOfRun >= 0) {
          complete(rule, order, lastOfRun + 1, lastOfRun, next + 1, begin, completions);
        }
      }
      if (last < 0) {
        return;
      }
    }
  }

  /** The position of the last of so many events in a row; -1 if there are not so many. */
  private static int run(List<MatchedEvent> order, int first, SequenceStep step, long end) {
    int left = step.times().min();
    for (int at = first; at < order.size() && order.get(at).time() < end; at++) {
      if (order.get(at).rules().contains(step.rule()) && --left == 0) {
        return at;
      }
    }
    return -1;
  }

  private static boolean matches(MatchedEvent event, Set<String> rules) {
    return event.rules().stream().anyMatch(rules::contains);
  }

  private static int firstStep(Sequence rule, MatchedEvent event) {
    List<String> rules = rule.steps().stream().map(SequenceStep::rule).toList();
    return event.rules().stream().mapToInt(rules::indexOf).min().orElseThrow();
  }
}

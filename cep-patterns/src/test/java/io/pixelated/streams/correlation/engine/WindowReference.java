package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.WindowCondition.Bounds;
import io.pixelated.streams.correlation.WindowCondition.Formula;
import io.pixelated.streams.correlation.WindowCondition.Term;
import io.pixelated.streams.correlation.WindowCorrelation;
import io.pixelated.streams.sigma.rule.Comparison;
import io.pixelated.streams.sigma.rule.CorrelationCondition.Bound;
import io.pixelated.streams.sigma.rule.CorrelationType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Windows as {@code docs/correlation.md} words them: at every time that could matter, the window is
 * gathered and evaluated anew from all events of one group.
 */
final class WindowReference {
  private final WindowCorrelation rule;
  private final List<MatchedEvent> events;

  /**
   * What fired.
   *
   * @param suppressed how many firings its quiet time swallowed
   */
  record Fired(long time, BigDecimal count, List<String> events, long suppressed) {}

  private WindowReference(WindowCorrelation rule, Collection<MatchedEvent> events) {
    this.rule = rule;
    this.events = events.stream().distinct().sorted(MatchedEvent.ORDER).toList();
  }

  /** What {@code rule} makes of the events of one group, until {@code end}. */
  static List<Fired> alerts(WindowCorrelation rule, Collection<MatchedEvent> events, long end) {
    return new WindowReference(rule, events).alerts(end);
  }

  private List<Fired> alerts(long end) {
    List<Fired> fired = new ArrayList<>();
    for (long time : isRising() ? arrivals() : changes()) {
      if (time > end) {
        break;
      }
      int last = fired.size() - 1;
      if (last >= 0 && time < fired.get(last).time() + rule.suppress()) {
        Fired before = fired.get(last);
        fired.set(
            last,
            new Fired(before.time(), before.count(), before.events(), before.suppressed() + 1));
      } else {
        List<MatchedEvent> window = window(time);
        List<String> ids = window.stream().map(MatchedEvent::id).toList();
        fired.add(new Fired(time, shown(window), ids, 0));
      }
    }
    return fired;
  }

  private List<MatchedEvent> window(long time) {
    return events.stream()
        .filter(event -> event.time() > time - rule.timespan() && event.time() <= time)
        .toList();
  }

  private NavigableSet<Long> times() {
    return new TreeSet<>(events.stream().map(MatchedEvent::time).toList());
  }

  /** Arrivals at which the condition holds. */
  private List<Long> arrivals() {
    return times().stream().filter(time -> holds(window(time))).toList();
  }

  /** Times at which the condition becomes true. */
  private List<Long> changes() {
    NavigableSet<Long> arrivals = times();
    NavigableSet<Long> points = times();
    arrivals.forEach(time -> points.add(time + rule.timespan()));
    List<Long> changes = new ArrayList<>();
    boolean held = false;
    long first = Long.MIN_VALUE;
    for (long time : points) {
      Long before = arrivals.lower(time);
      if (arrivals.contains(time) && (before == null || time >= before + 2 * rule.timespan())) {
        first = time;
        held = false;
      }
      boolean holds = holds(window(time));
      if (rule.condition() instanceof Formula) {
        holds &= held || arrivals.contains(time);
      } else {
        holds &= time >= first + rule.timespan();
      }
      if (holds && !held) {
        changes.add(time);
      }
      held = holds;
    }
    return changes;
  }

  private boolean isRising() {
    return switch (rule.type()) {
      case VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN -> false;
      default ->
          rule.condition() instanceof Bounds bounds
              && bounds.bounds().stream()
                  .map(Bound::comparison)
                  .allMatch(each -> each == Comparison.GT || each == Comparison.GTE);
    };
  }

  private boolean holds(List<MatchedEvent> window) {
    if (rule.condition() instanceof Formula formula) {
      return formula.terms().stream().anyMatch(term -> holds(term, window));
    }
    Bounds bounds = (Bounds) rule.condition();
    return number(window).filter(bounds::holds).isPresent();
  }

  private boolean holds(Term term, List<MatchedEvent> window) {
    if (term.absent().stream().anyMatch(absent -> occurs(absent, window))) {
      return false;
    }
    List<String> present = rule.orderedRules().stream().filter(term.present()::contains).toList();
    return switch (rule.type()) {
      case TEMPORAL_ORDERED -> longestChain(present, 0, window, Long.MIN_VALUE) == present.size();
      default -> present.stream().allMatch(each -> occurs(each, window));
    };
  }

  private static boolean occurs(String each, List<MatchedEvent> window) {
    return window.stream().anyMatch(event -> event.rules().contains(each));
  }

  private BigDecimal shown(List<MatchedEvent> window) {
    if (rule.condition() instanceof Formula) {
      return distinctRules(window);
    }
    BigDecimal number = number(window).orElseThrow();
    return rule.type() == CorrelationType.VALUE_AVG ? number.round(MathContext.DECIMAL64) : number;
  }

  private Optional<BigDecimal> number(List<MatchedEvent> window) {
    return switch (rule.type()) {
      case EVENT_COUNT -> Optional.of(BigDecimal.valueOf(window.size()));
      case VALUE_COUNT ->
          Optional.of(
              BigDecimal.valueOf(window.stream().map(MatchedEvent::value).distinct().count()));
      case TEMPORAL -> Optional.of(distinctRules(window));
      case TEMPORAL_ORDERED ->
          Optional.of(
              BigDecimal.valueOf(longestChain(rule.orderedRules(), 0, window, Long.MIN_VALUE)));
      case VALUE_SUM -> Optional.of(sum(window));
      case VALUE_AVG ->
          window.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  sum(window).divide(BigDecimal.valueOf(window.size()), new MathContext(60)));
      case VALUE_PERCENTILE, VALUE_MEDIAN -> percentile(window);
    };
  }

  private static BigDecimal distinctRules(List<MatchedEvent> window) {
    return BigDecimal.valueOf(
        window.stream().flatMap(event -> event.rules().stream()).distinct().count());
  }

  private static BigDecimal sum(List<MatchedEvent> window) {
    return window.stream()
        .map(event -> new BigDecimal(event.value()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Optional<BigDecimal> percentile(List<MatchedEvent> window) {
    List<BigDecimal> sorted =
        window.stream().map(event -> new BigDecimal(event.value())).sorted().toList();
    if (sorted.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal rank =
        ((Bounds) rule.condition())
            .percentile()
            .multiply(BigDecimal.valueOf(sorted.size() - 1L))
            .divide(BigDecimal.valueOf(100));
    int below = rank.setScale(0, RoundingMode.FLOOR).intValueExact();
    BigDecimal lower = sorted.get(below);
    BigDecimal upper = sorted.get(Math.min(below + 1, sorted.size() - 1));
    BigDecimal part = rank.subtract(BigDecimal.valueOf(below));
    return Optional.of(lower.add(upper.subtract(lower).multiply(part)));
  }

  private static long longestChain(
      List<String> rules, int next, List<MatchedEvent> window, long after) {
    if (next == rules.size()) {
      return 0;
    }
    long longest = longestChain(rules, next + 1, window, after);
    for (MatchedEvent event : window) {
      if (event.time() >= after && event.rules().contains(rules.get(next))) {
        longest = Math.max(longest, 1 + longestChain(rules, next + 1, window, event.time()));
      }
    }
    return longest;
  }
}

package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.WindowCondition.Bounds;
import io.pixelated.streams.correlation.WindowCondition.Formula;
import io.pixelated.streams.correlation.WindowCorrelation;
import io.pixelated.streams.sigma.rule.CorrelationType;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** A window correlation made ready: when it is evaluated, and what its window has to know. */
public final class WindowRule {
  private static final int LEAST_DISTINCT = 1024;

  private final WindowCorrelation rule;
  private final Limits limits;
  private final Grid grid;
  private final Manner manner;
  private final Supplier<Tally> tallies;

  /** When a condition is evaluated, and what makes it fire. */
  enum Manner {
    /** At arrivals; it fires at each at which it holds. */
    RISING,
    /** At arrivals and departures, from one timespan after the first event on; on a change. */
    FUNCTION,
    /** At arrivals and departures; it fires when an arrival makes it true. */
    FORMULA
  }

  public WindowRule(WindowCorrelation rule, Limits limits) {
    this.rule = rule;
    this.limits = limits;
    this.grid = Grid.of(rule.timespan());
    this.manner = manner(rule);
    this.tallies = tallies();
  }

  private static Manner manner(WindowCorrelation rule) {
    if (rule.condition() instanceof Formula) {
      return Manner.FORMULA;
    }
    boolean rising =
        switch (rule.type()) {
          case VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN -> false;
          default -> ((Bounds) rule.condition()).isRising();
        };
    return rising ? Manner.RISING : Manner.FUNCTION;
  }

  /** How many events an alert names at most, the latest. */
  int evidence() {
    return limits.evidence();
  }

  /** How far back it looks, in milliseconds. */
  public long timespan() {
    return rule.timespan();
  }

  Grid grid() {
    return grid;
  }

  Manner manner() {
    return manner;
  }

  /** Whether what has arrived is enough to say that it will fire, unless earlier evidence comes. */
  public boolean isForeseeable() {
    return switch (manner) {
      case RISING -> true;
      case FUNCTION -> false;
      case FORMULA -> ((Formula) rule.condition()).isPositive();
    };
  }

  /** Whether {@code event} has what the condition needs: a number, where it takes numbers. */
  public boolean takes(MatchedEvent event) {
    return !rule.type().takesNumbers() || Numbers.parse(event.value()).isPresent();
  }

  /** The number that an event contributes. */
  BigDecimal number(MatchedEvent event) {
    return rule.type().takesNumbers() ? Numbers.parse(event.value()).orElseThrow() : BigDecimal.ONE;
  }

  /** Whether what is thinned out still counts, as a sum. */
  boolean keepsResidue() {
    return rule.type().takesNumbers() || rule.type() == CorrelationType.EVENT_COUNT;
  }

  /** What of an event the condition tells apart. */
  public List<String> kinds(MatchedEvent event) {
    return switch (rule.type()) {
      case VALUE_COUNT -> List.of(event.value());
      case TEMPORAL, TEMPORAL_ORDERED -> event.rules();
      case EVENT_COUNT, VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN -> List.of();
    };
  }

  Tally newTally() {
    return tallies.get();
  }

  private Supplier<Tally> tallies() {
    int exact = limits.eventsPerSlot();
    return switch (rule.type()) {
      case EVENT_COUNT -> () -> new CountTally(bounds(), new Ledger(grid, exact, false));
      case VALUE_SUM, VALUE_AVG ->
          () -> new SumTally(bounds(), isAverage(), new Ledger(grid, exact, true));
      case VALUE_PERCENTILE, VALUE_MEDIAN -> () -> new PercentileTally(bounds(), grid, exact);
      case VALUE_COUNT, TEMPORAL -> distinct();
      case TEMPORAL_ORDERED -> OrderTally.of(rule.condition(), rule.orderedRules());
    };
  }

  private Supplier<Tally> distinct() {
    Function<MatchedEvent, List<String>> kinds = this::kinds;
    long most =
        rule.condition() instanceof Bounds bounds
            ? Math.max(LEAST_DISTINCT, 2 * bounds.reach())
            : LEAST_DISTINCT;
    int kindsKept = Math.toIntExact(most);
    return () -> new DistinctTally(rule.condition(), kinds, kindsKept);
  }

  private Bounds bounds() {
    return (Bounds) rule.condition();
  }

  private boolean isAverage() {
    return rule.type() == CorrelationType.VALUE_AVG;
  }
}

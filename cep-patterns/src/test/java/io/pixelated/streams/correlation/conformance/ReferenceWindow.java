package io.pixelated.streams.correlation.conformance;

import io.pixelated.streams.correlation.conformance.ReferenceExpression.Term;
import io.pixelated.streams.correlation.conformance.ReferenceRules.Bound;
import io.pixelated.streams.correlation.conformance.ReferenceRules.Correlation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One group of one correlation, evaluated plainly: at every time at which anything may change, over
 * all of the group's events.
 */
final class ReferenceWindow {
  private final Correlation rule;
  private final List<Member> events;
  private final long end;

  /**
   * An event in a group.
   *
   * @param rules keys of the rules that it stands for here
   * @param value what is counted of it; for numbers, their text
   */
  record Member(String id, long time, Set<String> rules, String value) {}

  /** A condition that became true: when, with which number, and what was in the window. */
  record Firing(long time, BigDecimal count, List<Member> events, boolean tied, long suppressed) {}

  /**
   * @param events by time
   * @param end time that is reached
   */
  ReferenceWindow(Correlation rule, List<Member> events, long end) {
    this.rule = rule;
    this.events = events;
    this.end = end;
  }

  List<Firing> firings() {
    List<Long> candidates = new ArrayList<>();
    for (List<Member> life : lives()) {
      candidates.addAll(rule.isFunction() || rule.isBoolean() ? changes(life) : holding(life));
    }
    List<Firing> firings = new ArrayList<>();
    long quiet = Long.MIN_VALUE;
    for (long time : candidates) {
      if (time >= quiet) {
        quiet = time + rule.suppress();
        long from = time;
        long to = quiet;
        long suppressed =
            end < to ? 0 : candidates.stream().filter(t -> t > from && t < to).count();
        List<Member> window = window(time);
        firings.add(
            new Firing(
                time, shown(window), window, isOrdered() && !holds(window, true), suppressed));
      }
    }
    return firings;
  }

  /** The group's events cut where it was forgotten. Only functions of t can tell. */
  private List<List<Member>> lives() {
    List<List<Member>> lives = new ArrayList<>();
    long last = 0;
    for (Member event : events) {
      if (lives.isEmpty() || event.time() >= last + 2 * rule.timespan()) {
        lives.add(new ArrayList<>());
      }
      lives.get(lives.size() - 1).add(event);
      last = event.time();
    }
    return lives;
  }

  /** The times of events at which a rising condition holds. */
  private List<Long> holding(List<Member> life) {
    return new TreeSet<>(life.stream().map(Member::time).toList())
        .stream().filter(t -> t <= end && holds(window(t), false)).toList();
  }

  /** The times at which the condition becomes true. */
  private List<Long> changes(List<Member> life) {
    TreeSet<Long> arrivals = new TreeSet<>(life.stream().map(Member::time).toList());
    TreeSet<Long> times = new TreeSet<>(arrivals);
    arrivals.forEach(t -> times.add(t + rule.timespan()));
    List<Long> changes = new ArrayList<>();
    boolean before = false;
    for (long time : times) {
      boolean full = rule.isBoolean() || time >= arrivals.first() + rule.timespan();
      if (time > end || !full) {
        continue;
      }
      boolean holds = holds(window(time), false);
      if (rule.isBoolean() && !arrivals.contains(time)) {
        holds = holds && before;
      }
      if (holds && !before) {
        changes.add(time);
      }
      before = holds;
    }
    return changes;
  }

  private List<Member> window(long time) {
    return events.stream()
        .filter(e -> e.time() > time - rule.timespan() && e.time() <= time)
        .toList();
  }

  private boolean isOrdered() {
    return rule.type().equals("temporal_ordered");
  }

  /**
   * Whether the condition holds.
   *
   * @param strictly whether rules in order must be apart in time
   */
  private boolean holds(List<Member> window, boolean strictly) {
    if (rule.expression().isPresent()) {
      Set<String> seen = rules(window);
      for (Term term : rule.expression().get().terms()) {
        List<String> listed = rule.rules().stream().filter(term.present()::contains).toList();
        boolean present = seen.containsAll(term.present());
        boolean inOrder = !isOrdered() || chain(listed, window, strictly) == listed.size();
        if (present && inOrder && term.absent().stream().noneMatch(seen::contains)) {
          return true;
        }
      }
      return false;
    }
    if (isOrdered()) {
      BigDecimal length = BigDecimal.valueOf(chain(rule.rules(), window, strictly));
      return rule.bounds().stream().allMatch(bound -> bound.holds(length));
    }
    if (rule.type().equals("value_avg")) {
      // the sum against the limit times n, so that nothing is rounded
      BigDecimal n = BigDecimal.valueOf(window.size());
      return !window.isEmpty()
          && rule.bounds().stream()
              .allMatch(b -> new Bound(b.comparison(), b.limit().multiply(n)).holds(sum(window)));
    }
    Optional<BigDecimal> number = number(window);
    return number.isPresent() && rule.bounds().stream().allMatch(b -> b.holds(number.get()));
  }

  private BigDecimal shown(List<Member> window) {
    if (rule.expression().isPresent()) {
      return BigDecimal.valueOf(rules(window).size());
    }
    if (isOrdered()) {
      return BigDecimal.valueOf(chain(rule.rules(), window, false));
    }
    if (rule.type().equals("value_avg")) {
      return sum(window).divide(BigDecimal.valueOf(window.size()), MathContext.DECIMAL128);
    }
    return number(window).orElseThrow();
  }

  private Optional<BigDecimal> number(List<Member> window) {
    return switch (rule.type()) {
      case "event_count" -> Optional.of(BigDecimal.valueOf(window.size()));
      case "value_count" ->
          Optional.of(BigDecimal.valueOf(window.stream().map(Member::value).distinct().count()));
      case "temporal" -> Optional.of(BigDecimal.valueOf(rules(window).size()));
      case "value_sum" -> Optional.of(sum(window));
      case "value_percentile", "value_median" -> percentile(window);
      default -> throw new IllegalArgumentException(rule.type());
    };
  }

  private static BigDecimal sum(List<Member> window) {
    return window.stream()
        .map(e -> new BigDecimal(e.value()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Optional<BigDecimal> percentile(List<Member> window) {
    if (window.isEmpty()) {
      return Optional.empty();
    }
    List<BigDecimal> sorted = window.stream().map(e -> new BigDecimal(e.value())).sorted().toList();
    BigDecimal rank =
        rule.percentile()
            .orElseThrow()
            .multiply(BigDecimal.valueOf(sorted.size() - 1))
            .movePointLeft(2);
    int below = rank.setScale(0, RoundingMode.FLOOR).intValueExact();
    int above = Math.min(below + 1, sorted.size() - 1);
    BigDecimal part = rank.subtract(BigDecimal.valueOf(below));
    BigDecimal step = sorted.get(above).subtract(sorted.get(below));
    return Optional.of(sorted.get(below).add(step.multiply(part)));
  }

  private static Set<String> rules(Collection<Member> window) {
    Set<String> rules = new HashSet<>();
    window.forEach(event -> rules.addAll(event.rules()));
    return rules;
  }

  /** The most rules that occur in the order in which they are listed. */
  private static long chain(List<String> listed, List<Member> window, boolean strictly) {
    return chain(listed, window, strictly, Long.MIN_VALUE);
  }

  private static long chain(
      List<String> listed, List<Member> window, boolean strictly, long after) {
    if (listed.isEmpty()) {
      return 0;
    }
    List<String> rest = listed.subList(1, listed.size());
    long longest = chain(rest, window, strictly, after);
    // the earliest event that can take the place leaves the most room
    Optional<Member> next =
        window.stream()
            .filter(e -> e.rules().contains(listed.get(0)))
            .filter(e -> strictly ? e.time() > after : e.time() >= after)
            .findFirst();
    if (next.isPresent()) {
      longest = Math.max(longest, 1 + chain(rest, window, strictly, next.get().time()));
    }
    return longest;
  }
}

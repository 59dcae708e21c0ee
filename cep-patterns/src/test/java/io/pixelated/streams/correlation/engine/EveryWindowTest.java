package io.pixelated.streams.correlation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.WindowCorrelation;
import io.pixelated.streams.correlation.engine.WindowReference.Fired;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.sigma.rule.CorrelationType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every type of window under every kind of condition says what the reference says, in whatever
 * order events arrive, with the state written and read between every two steps.
 */
class EveryWindowTest {
  private static final int SEEDS = 40;
  private static final int EVENTS = 40;

  static Stream<WindowCorrelation> rules() {
    return Stream.of(
        Given.window(CorrelationType.EVENT_COUNT, 10, 10, Given.bounds("gte 4"), "a", "b"),
        Given.window(CorrelationType.EVENT_COUNT, 10, 0, Given.bounds("gt 3.5"), "a", "b"),
        Given.window(CorrelationType.EVENT_COUNT, 10, 25, Given.bounds("gte 2"), "a", "b"),
        Given.window(CorrelationType.EVENT_COUNT, 10, 10, Given.bounds("lt 2"), "a", "b"),
        Given.window(CorrelationType.EVENT_COUNT, 10, 3, Given.bounds("eq 0"), "a"),
        Given.window(CorrelationType.EVENT_COUNT, 10, 0, Given.bounds("neq 3"), "a", "b"),
        Given.window(CorrelationType.EVENT_COUNT, 10, 5, Given.bounds("gte 2", "lte 4"), "a", "b"),
        Given.window(CorrelationType.VALUE_COUNT, 10, 10, Given.bounds("gte 3"), "a", "b"),
        Given.window(CorrelationType.VALUE_COUNT, 10, 0, Given.bounds("eq 1"), "a", "b"),
        Given.window(CorrelationType.VALUE_COUNT, 10, 4, Given.bounds("lte 1"), "a", "b"),
        Given.window(CorrelationType.VALUE_SUM, 10, 10, Given.bounds("gt 6.5"), "a", "b"),
        Given.window(CorrelationType.VALUE_SUM, 10, 0, Given.bounds("lt 0"), "a", "b"),
        Given.window(CorrelationType.VALUE_SUM, 10, 2, Given.bounds("eq 0"), "a", "b"),
        Given.window(CorrelationType.VALUE_AVG, 10, 10, Given.bounds("gt 1.5"), "a", "b"),
        Given.window(CorrelationType.VALUE_AVG, 10, 0, Given.bounds("lte 1"), "a", "b"),
        Given.window(CorrelationType.VALUE_MEDIAN, 10, 5, Given.bounds("gte 2"), "a", "b"),
        Given.window(
            CorrelationType.VALUE_PERCENTILE, 10, 0, Given.percentile("90", "gt 3.5"), "a", "b"),
        Given.window(
            CorrelationType.VALUE_PERCENTILE, 10, 7, Given.percentile("12.5", "lt 0"), "a", "b"),
        Given.window(CorrelationType.TEMPORAL, 8, 8, Given.bounds("gte 3"), "a", "b", "c"),
        Given.window(CorrelationType.TEMPORAL, 8, 3, Given.bounds("eq 2"), "a", "b", "c"),
        Given.window(CorrelationType.TEMPORAL, 8, 8, Given.formula("a b", "c"), "a", "b", "c"),
        Given.window(CorrelationType.TEMPORAL, 8, 0, Given.formula("a !b"), "a", "b"),
        Given.window(
            CorrelationType.TEMPORAL, 8, 5, Given.formula("a !b", "c d"), "a", "b", "c", "d"),
        Given.window(CorrelationType.TEMPORAL_ORDERED, 8, 8, Given.bounds("gte 3"), "a", "b", "c"),
        Given.window(CorrelationType.TEMPORAL_ORDERED, 8, 0, Given.bounds("lt 2"), "a", "b", "c"),
        Given.window(CorrelationType.TEMPORAL_ORDERED, 8, 4, Given.formula("a b"), "a", "b", "c"),
        Given.window(
            CorrelationType.TEMPORAL_ORDERED,
            8,
            0,
            Given.formula("a c !d", "b c"),
            "a",
            "b",
            "c",
            "d"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void saysWhatTheReferenceSays(WindowCorrelation rule) {
    int fired = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      List<MatchedEvent> events = events(rule, random);
      long end = events.get(events.size() - 1).time() + 100_000;
      List<Fired> expected = WindowReference.alerts(rule, events, end);
      fired += expected.size();
      assertThat(played(rule, events, random, 1 + random.nextInt(40), end))
          .as("%s, seed %d", rule.meaning(), seed)
          .usingRecursiveComparison()
          .withComparatorForType(Comparator.naturalOrder(), BigDecimal.class)
          .isEqualTo(expected);
    }
    assertThat(fired).isGreaterThan(SEEDS / 2);
  }

  private static List<Fired> played(
      WindowCorrelation rule, List<MatchedEvent> events, Random random, int bound, long end) {
    Replay replay = new Replay(rule, Limits.standard());
    List<Arrival> arrivals = new ArrayList<>();
    for (MatchedEvent event : events) {
      arrivals.add(new Arrival(event, event.time() + random.nextInt(bound * 1000)));
      if (random.nextInt(4) == 0) {
        arrivals.add(new Arrival(event, event.time() + random.nextInt(bound * 1000)));
      }
    }
    Collections.shuffle(arrivals, random);
    arrivals.sort(Comparator.comparingLong(Arrival::at));
    for (Arrival arrival : arrivals) {
      replay.add(arrival.event());
      if (random.nextInt(3) > 0) {
        replay.advance(arrival.at() - bound * 1000L);
      }
    }
    replay.advance(end);
    assertThat(replay.losses().late()).isZero();
    assertThat(replay.isForgotten()).as("forgotten after the horizon").isTrue();
    ArrivalOrderTest.assertThatEveryProvisionalAlertIsResolved(replay.alerts());
    return fired(replay.alerts());
  }

  private static List<Fired> fired(List<Alert> alerts) {
    Map<String, Long> suppressed = new HashMap<>();
    Given.in(AlertState.CLOSED, alerts)
        .forEach(alert -> suppressed.put(alert.id(), alert.suppressed()));
    return Given.in(AlertState.FINAL, alerts).stream()
        .map(
            alert ->
                new Fired(
                    alert.time(),
                    alert.count(),
                    alert.eventIds(),
                    suppressed.getOrDefault(alert.id(), 0L)))
        .toList();
  }

  private record Arrival(MatchedEvent event, long at) {}

  private static List<MatchedEvent> events(WindowCorrelation rule, Random random) {
    List<MatchedEvent> events = new ArrayList<>();
    long time = 1_000;
    for (int i = 0; i < EVENTS; i++) {
      time += random.nextInt(5) == 0 ? random.nextInt(30) : random.nextInt(4);
      List<String> rules = new ArrayList<>();
      rules.add(String.valueOf((char) ('a' + random.nextInt(4))));
      if (random.nextInt(8) == 0) {
        rules.add(String.valueOf((char) ('a' + random.nextInt(4))));
      }
      rules.retainAll(rule.rules());
      String value = new String[] {"-2.5", "1e0", "1.0", "2", "3.25", "4"}[random.nextInt(6)];
      if (!rules.isEmpty()) {
        events.add(Given.valued("e" + i, time, value, rules.toArray(String[]::new)));
      }
    }
    return events;
  }
}

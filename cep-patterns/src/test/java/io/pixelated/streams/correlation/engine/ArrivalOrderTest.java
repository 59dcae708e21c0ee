package io.pixelated.streams.correlation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Final alerts are a function of the events alone. */
class ArrivalOrderTest {
  private static final int EVENTS = 60;
  private static final int SEEDS = 60;
  private static final int ORDERS = 3;

  static Stream<Sequence> sequences() {
    return Stream.of(
        Given.sequence(12, "a", "b"),
        Given.sequence(12, "a", "b", "c"),
        Given.sequence(12, "a", "!b", "c"),
        Given.sequence(12, "a", "!b", "c*2"),
        Given.sequence(12, "a*2", "!b", "c"),
        Given.sequence(20, "d", "a", "!b", "c"),
        Given.sequence(20, "d", "a*2", "!b", "!d", "c"),
        Given.sequence(12, "a", "!b"),
        Given.sequence(12, "a", "c", "!b"),
        Given.sequence(12, "a", "c*2", "!b"),
        Given.sequence(15, "a", "!d", "c", "!b"),
        Given.sequence(12, "a", "a", "b"));
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void doesNotMatterToSequences(Sequence rule) {
    int fired = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      List<MatchedEvent> events = events(rule, random);
      long now = events.get(events.size() - 1).time() / 1000 + 100;
      List<Long> expected = Reference.alerts(rule, events, now);
      fired += expected.size();
      for (int order = 0; order < ORDERS; order++) {
        assertThat(played(rule, events, random, 1 + random.nextInt(40)))
            .as("%s, seed %d, order %d", rule.meaning(), seed, order)
            .isEqualTo(expected);
      }
    }
    assertThat(fired).isGreaterThan(SEEDS / 4);
  }

  /**
   * Plays events out of order within a bound, with repeats, under a watermark that is that late.
   */
  private static List<Long> played(
      Correlation rule, List<MatchedEvent> events, Random random, int bound) {
    Correlator correlator = Given.correlator(rule);
    List<Arrival> arrivals = new ArrayList<>();
    for (MatchedEvent event : events) {
      arrivals.add(new Arrival(event, event.time() + random.nextInt(bound * 1000)));
      if (random.nextInt(4) == 0) {
        arrivals.add(new Arrival(event, event.time() + random.nextInt(bound * 1000)));
      }
    }
    Collections.shuffle(arrivals, random);
    arrivals.sort((left, right) -> Long.compare(left.at(), right.at()));
    List<Alert> alerts = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      alerts.addAll(correlator.add(Given.match(rule, arrival.event())));
      if (random.nextInt(3) > 0) {
        alerts.addAll(correlator.advance(arrival.at() - bound * 1000L));
      }
    }
    alerts.addAll(correlator.advance(arrivals.get(arrivals.size() - 1).at() + 200_000));
    assertThat(correlator.losses().late()).isZero();
    assertThat(correlator.groups()).as("groups remembered after the horizon").isZero();
    assertThatEveryProvisionalAlertIsResolved(alerts);
    return Given.times(Given.in(AlertState.FINAL, alerts));
  }

  /** Announced is followed by withdrawn or confirmed; final comes once, then perhaps closed. */
  static void assertThatEveryProvisionalAlertIsResolved(List<Alert> alerts) {
    Set<String> open = new HashSet<>();
    Set<String> concluded = new HashSet<>();
    for (Alert alert : alerts) {
      switch (alert.state()) {
        case PROVISIONAL -> assertThat(open.add(alert.id())).isTrue();
        case WITHDRAWN, CONFIRMED -> assertThat(open.remove(alert.id())).isTrue();
        case FINAL -> assertThat(concluded.add(alert.id())).isTrue();
        case CLOSED -> assertThat(concluded).contains(alert.id());
      }
      if (alert.state() == AlertState.CONFIRMED) {
        assertThat(concluded).contains(alert.id());
      }
    }
    assertThat(open).isEmpty();
  }

  private record Arrival(MatchedEvent event, long at) {}

  private static List<MatchedEvent> events(Correlation rule, Random random) {
    List<MatchedEvent> events = new ArrayList<>();
    long time = 1_000;
    for (int i = 0; i < EVENTS; i++) {
      time += random.nextInt(5) == 0 ? random.nextInt(20) : random.nextInt(4);
      List<String> rules = new ArrayList<>();
      rules.add(String.valueOf((char) ('a' + random.nextInt(4))));
      if (random.nextInt(8) == 0) {
        rules.add(String.valueOf((char) ('a' + random.nextInt(4))));
      }
      String value = "v" + random.nextInt(6);
      rules.retainAll(rule.rules());
      if (!rules.isEmpty()) {
        events.add(Given.valued("e" + i, time, value, rules.toArray(String[]::new)));
      }
    }
    return events;
  }
}

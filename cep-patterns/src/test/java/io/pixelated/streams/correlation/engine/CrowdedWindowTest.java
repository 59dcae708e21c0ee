package io.pixelated.streams.correlation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.WindowCorrelation;
import io.pixelated.streams.correlation.window.Thinning;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.sigma.rule.CorrelationType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A window that is flooded stays small, keeps its totals, and does not depend on arrival. */
class CrowdedWindowTest {
  private static final Limits SMALL = new Limits(400, 4, 16, 4, 16);
  private static final long END = 5_000_000;

  static Stream<WindowCorrelation> rules() {
    return Stream.of(
        Given.window(CorrelationType.EVENT_COUNT, 512, 200, Given.bounds("gte 4"), "a", "b"),
        Given.window(CorrelationType.EVENT_COUNT, 512, 10, Given.bounds("lt 900"), "a", "b"),
        Given.window(CorrelationType.VALUE_COUNT, 512, 100, Given.bounds("gte 20"), "a", "b"),
        Given.window(CorrelationType.VALUE_SUM, 512, 50, Given.bounds("gt 40"), "a", "b"),
        Given.window(CorrelationType.VALUE_AVG, 512, 0, Given.bounds("gt 3"), "a", "b"),
        Given.window(CorrelationType.VALUE_MEDIAN, 512, 0, Given.bounds("gt 3"), "a", "b"),
        Given.window(CorrelationType.TEMPORAL_ORDERED, 512, 60, Given.bounds("gte 2"), "a", "b"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void saysTheSameInWhateverOrderAndPortionsEventsArrive(WindowCorrelation rule) {
    Random random = new Random(11);
    List<MatchedEvent> events = flood(900, 400, random);
    List<Alert> inOrder = finals(rule, events, 1, 0);
    assertThat(inOrder).isNotEmpty();
    for (int order = 0; order < 2; order++) {
      List<MatchedEvent> shuffled = new ArrayList<>(events);
      Collections.shuffle(shuffled, random);
      assertThat(finals(rule, shuffled, 1 + order * 40, Long.MIN_VALUE))
          .extracting(Alert::time)
          .isEqualTo(inOrder.stream().map(Alert::time).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void keepsOfTwoBundlesWhatItKeepsOfBothTogether(WindowCorrelation rule) {
    Thinning thinning = Thinning.of(rule, SMALL);
    List<MatchedEvent> events = flood(2_000, 700, new Random(5));
    List<MatchedEvent> both = new ArrayList<>();
    both.addAll(thinning.bundle(events.subList(0, 900)).events());
    both.addAll(thinning.bundle(events.subList(900, 2_000)).events());

    assertThat(thinning.bundle(both).events()).isEqualTo(thinning.bundle(events).events());
  }

  @Test
  void aRuleThatMatchesOftenAtOneTimeLeavesRoomForAnother() {
    WindowCorrelation rule =
        Given.window(CorrelationType.TEMPORAL, 3_600, 3_600, Given.bounds("gte 2"), "a", "b");
    List<MatchedEvent> events = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      events.add(Given.event("a" + i, 1_000, "a"));
    }
    events.add(Given.event("b", 1_005, "b"));

    assertThat(finals(rule, events, 10, Long.MIN_VALUE)).hasSize(1);
    assertThat(finals(rule, events, 6, 0)).hasSize(1);
  }

  @Test
  void alertsOfManyEventsAreTheSameInHoweverManyStepsTimePasses() {
    Limits roomy = new Limits(40_000, 4_000, 16, 4, 16);
    WindowCorrelation rule =
        Given.window(CorrelationType.EVENT_COUNT, 512, 40, Given.bounds("gte 30"), "a", "b");
    List<MatchedEvent> events = flood(900, 1_400, new Random(3));

    List<Alert> atOnce = finals(rule, roomy, events, events.size(), Long.MIN_VALUE);
    assertThat(atOnce).hasSizeGreaterThan(10);
    assertThat(finals(rule, roomy, events, 1, 0)).isEqualTo(atOnce);
    assertThat(finals(rule, roomy, events, 7, 20_000)).isEqualTo(atOnce);
  }

  @Test
  void addsUpExactlyHoweverManyThereAre() {
    WindowCorrelation rule =
        Given.window(CorrelationType.VALUE_SUM, 100, 100, Given.bounds("gte 9000"), "a");
    Replay replay = new Replay(rule, SMALL);
    for (int i = 0; i < 5_000; i++) {
      replay.add(Given.valued("e" + i, 1_000 + i / 62, "2", "a"));
    }
    replay.advance(END);

    List<Alert> finals = Given.in(AlertState.FINAL, replay.alerts());
    assertThat(finals).hasSize(1);
    assertThat(finals.get(0).time()).isBetween(1_071_000L, 1_074_000L);
    assertThat(finals.get(0).count())
        .isBetween(BigDecimal.valueOf(9_000), BigDecimal.valueOf(9_250));
  }

  @Test
  void staysSmallUnderAFloodAndIsForgottenAfterwards() {
    WindowCorrelation rule =
        Given.window(CorrelationType.EVENT_COUNT, 300, 300, Given.bounds("gte 10"), "a");
    Replay replay = new Replay(rule, Limits.standard());
    for (int i = 0; i < 700; i++) {
      List<MatchedEvent> bundle = new ArrayList<>();
      for (int j = 0; j < 20; j++) {
        bundle.add(Given.event("e" + i + "." + j, 1_000 + i, "a"));
      }
      replay.add(bundle.toArray(MatchedEvent[]::new));
      replay.advance((1_000L + i - 10) * 1_000);
    }
    int largest = replay.largest();
    replay.advance(END);

    assertThat(largest).isLessThan(64_000);
    assertThat(Given.times(Given.in(AlertState.FINAL, replay.alerts())))
        .containsExactly(1_000L, 1_300L, 1_600L);
    assertThat(replay.isForgotten()).isTrue();
  }

  private static List<Alert> finals(
      WindowCorrelation rule, List<MatchedEvent> events, int portion, long lag) {
    return finals(rule, SMALL, events, portion, lag);
  }

  private static List<Alert> finals(
      WindowCorrelation rule, Limits limits, List<MatchedEvent> events, int portion, long lag) {
    Replay replay = new Replay(rule, limits);
    for (int i = 0; i < events.size(); i += portion) {
      List<MatchedEvent> bundle = events.subList(i, Math.min(i + portion, events.size()));
      replay.add(bundle.toArray(MatchedEvent[]::new));
      if (lag >= 0) {
        replay.advance(bundle.get(bundle.size() - 1).time() - 1 - lag);
      }
    }
    replay.advance(END);
    assertThat(replay.losses().late()).isZero();
    return Given.in(AlertState.FINAL, replay.alerts());
  }

  private static List<MatchedEvent> flood(int count, int seconds, Random random) {
    List<MatchedEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String rule = random.nextBoolean() ? "a" : "b";
      String value = String.valueOf(random.nextInt(60) / 10.0);
      events.add(Given.valued("e" + i, 1_000 + random.nextInt(seconds), value, rule));
    }
    events.sort(MatchedEvent.ORDER);
    return events;
  }
}

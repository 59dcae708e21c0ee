package io.pixelated.streams.correlation.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.WindowCorrelation;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.events.Ids;
import io.pixelated.streams.sigma.rule.CorrelationType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowSemanticsTest {
  private static final WindowCorrelation THREE_IN_TEN =
      Given.window(CorrelationType.EVENT_COUNT, 10, 3, "failed");

  @Test
  void alertsAtTheTimeOfTheEventThatSatisfiesTheCondition() {
    List<Alert> alerts = finals(THREE_IN_TEN, failures(0, 3, 6, 7));

    assertThat(Given.times(alerts)).containsExactly(6L);
    Alert alert = alerts.get(0);
    assertThat(alert.count()).isEqualTo(BigDecimal.valueOf(3));
    assertThat(alert.from()).isZero();
    assertThat(alert.eventIds()).containsExactly("e0", "e3", "e6");
    assertThat(alert.group()).isEqualTo(Map.of("user", "alice"));
    assertThat(alert.entities())
        .extracting("type", "value")
        .contains(tuple(EntityType.USER, "user of e0"));
    assertThat(alert.observed()).isEqualTo(6_005);
    assertThat(alert.region()).isEqualTo("eu-central-1");
    assertThat(alert.standalone()).isTrue();
  }

  @Test
  void derivesAnAlertsIdFromRuleMeaningGroupAndTime() {
    assertThat(finals(THREE_IN_TEN, failures(0, 3, 6)).get(0).id())
        .isEqualTo(Ids.of("alert", "window", THREE_IN_TEN.meaning(), "alice", "6000"));
  }

  @Test
  void excludesWhatIsExactlyOneTimespanOld() {
    assertThat(finals(THREE_IN_TEN, failures(0, 5, 10))).isEmpty();
    assertThat(Given.times(finals(THREE_IN_TEN, failures(1, 5, 10)))).containsExactly(10L);
  }

  @Test
  void takesEventsOfOneTimeTogether() {
    List<MatchedEvent> events =
        List.of(
            Given.event("a", 5, "failed"),
            Given.event("b", 5, "failed"),
            Given.event("c", 5, "failed"),
            Given.event("d", 5, "failed"));

    List<Alert> alerts = finals(THREE_IN_TEN, events);

    assertThat(alerts).hasSize(1);
    assertThat(alerts.get(0).count()).isEqualTo(BigDecimal.valueOf(4));
  }

  @Test
  void isQuietForOneTimespanAfterAnAlertAndThenFiresAnew() {
    Correlator correlator = Given.correlator(THREE_IN_TEN);
    List<Alert> alerts = play(correlator, THREE_IN_TEN, failures(0, 1, 2, 3, 9, 11, 12, 13));
    alerts.addAll(correlator.advance(100_000));

    assertThat(Given.times(Given.in(AlertState.FINAL, alerts))).containsExactly(2L, 12L);
    assertThat(correlator.losses().suppressed()).isEqualTo(4);
  }

  @Test
  void announcesAnAlertAtOnceAndConfirmsItWhenTheWatermarkPasses() {
    Correlator correlator = Given.correlator(THREE_IN_TEN);
    List<Alert> atOnce = play(correlator, THREE_IN_TEN, failures(0, 1, 2));
    List<Alert> before = correlator.advance(1_999);
    List<Alert> after = correlator.advance(2_000);

    assertThat(atOnce).extracting(Alert::state).containsExactly(AlertState.PROVISIONAL);
    assertThat(before).isEmpty();
    assertThat(after)
        .extracting(Alert::state)
        .containsExactly(AlertState.FINAL, AlertState.CONFIRMED);
    assertThat(after.get(0).id()).isEqualTo(atOnce.get(0).id());
  }

  @Test
  void withdrawsAnAlertThatEarlierEvidenceMoves() {
    Correlator correlator = Given.correlator(THREE_IN_TEN);
    List<Alert> first = play(correlator, THREE_IN_TEN, failures(5, 7, 9));
    List<Alert> second = play(correlator, THREE_IN_TEN, failures(6));

    assertThat(Given.times(first)).containsExactly(9L);
    assertThat(second)
        .extracting(Alert::state, Alert::time)
        .containsExactly(
            tuple(AlertState.WITHDRAWN, 9_000L), tuple(AlertState.PROVISIONAL, 7_000L));
    assertThat(second.get(0).id()).isEqualTo(first.get(0).id());
  }

  @Test
  void countsAnEventOnceHoweverOftenItArrives() {
    Correlator correlator = Given.correlator(THREE_IN_TEN);
    List<Alert> alerts = play(correlator, THREE_IN_TEN, failures(0, 1, 1, 1, 0));
    alerts.addAll(correlator.advance(100_000));

    assertThat(alerts).isEmpty();
  }

  @Test
  void leavesOutAndCountsWhatComesBehindTheWatermark() {
    Correlator correlator = Given.correlator(THREE_IN_TEN);
    play(correlator, THREE_IN_TEN, failures(0, 1));
    correlator.advance(2_000);
    List<Alert> alerts = play(correlator, THREE_IN_TEN, failures(2));
    alerts.addAll(correlator.advance(100_000));

    assertThat(alerts).isEmpty();
    assertThat(correlator.losses().late()).isEqualTo(1);
  }

  @Test
  void remembersNothingAfterTheHorizon() {
    Correlator correlator = Given.correlator(THREE_IN_TEN);
    play(correlator, THREE_IN_TEN, failures(0, 1, 2, 5));

    correlator.advance(14_998);
    assertThat(correlator.groups()).isOne();
    correlator.advance(15_000);
    assertThat(correlator.groups()).isZero();
  }

  @Test
  void keepsGroupsApart() {
    Correlator correlator = Given.correlator(THREE_IN_TEN);
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      RoutedMatch match =
          RoutedMatch.of(
              THREE_IN_TEN, 0, List.of("user" + i % 2), Given.event("e" + i, i, "failed"));
      alerts.addAll(correlator.add(match));
    }
    assertThat(alerts).isEmpty();
    assertThat(correlator.groups()).isEqualTo(2);
  }

  @Test
  void countsDistinctValues() {
    WindowCorrelation rule = Given.window(CorrelationType.VALUE_COUNT, 10, 3, "failed");
    List<MatchedEvent> events =
        List.of(
            Given.valued("a", 1, "x", "failed"),
            Given.valued("b", 2, "y", "failed"),
            Given.valued("c", 3, "x", "failed"),
            Given.valued("d", 4, "z", "failed"));

    List<Alert> alerts = finals(rule, events);

    assertThat(Given.times(alerts)).containsExactly(4L);
    assertThat(alerts.get(0).count()).isEqualTo(BigDecimal.valueOf(3));
  }

  @Test
  void needsAllRulesOfATemporalCorrelationInAnyOrder() {
    WindowCorrelation rule = Given.window(CorrelationType.TEMPORAL, 10, 2, "a", "b");

    assertThat(finals(rule, List.of(Given.event("1", 1, "a"), Given.event("2", 2, "a")))).isEmpty();
    assertThat(
            Given.times(finals(rule, List.of(Given.event("1", 1, "b"), Given.event("2", 2, "a")))))
        .containsExactly(2L);
  }

  @Test
  void needsTheRulesOfAnOrderedCorrelationInTheirOrder() {
    WindowCorrelation rule = Given.window(CorrelationType.TEMPORAL_ORDERED, 10, 2, "a", "b");

    assertThat(finals(rule, List.of(Given.event("1", 1, "b"), Given.event("2", 2, "a")))).isEmpty();
    assertThat(
            Given.times(finals(rule, List.of(Given.event("1", 1, "a"), Given.event("2", 2, "b")))))
        .containsExactly(2L);
  }

  @Test
  void takesEventsOfOneTimeAsInOrder() {
    WindowCorrelation rule = Given.window(CorrelationType.TEMPORAL_ORDERED, 10, 2, "a", "b");

    assertThat(
            Given.times(finals(rule, List.of(Given.event("1", 1, "b"), Given.event("2", 1, "a")))))
        .containsExactly(1L);
  }

  @Test
  void concludesNothingAfterTheEndOfABoundedStream() {
    Correlator correlator = Given.correlator(THREE_IN_TEN);
    List<Alert> alerts = play(correlator, THREE_IN_TEN, failures(0, 1, 2));
    alerts.addAll(correlator.advance(Long.MAX_VALUE));

    assertThat(Given.times(Given.in(AlertState.FINAL, alerts))).containsExactly(2L);
    assertThat(correlator.groups()).isZero();
  }

  private static List<MatchedEvent> failures(int... times) {
    return IntStream.of(times).mapToObj(time -> Given.event("e" + time, time, "failed")).toList();
  }

  private static List<Alert> play(
      Correlator correlator, WindowCorrelation rule, List<MatchedEvent> events) {
    List<Alert> alerts = new ArrayList<>();
    events.forEach(event -> alerts.addAll(correlator.add(Given.match(rule, event))));
    return alerts;
  }

  private static List<Alert> finals(WindowCorrelation rule, List<MatchedEvent> events) {
    Correlator correlator = Given.correlator(rule);
    List<Alert> alerts = play(correlator, rule, events);
    alerts.addAll(correlator.advance(100_000));
    return Given.in(AlertState.FINAL, alerts);
  }
}

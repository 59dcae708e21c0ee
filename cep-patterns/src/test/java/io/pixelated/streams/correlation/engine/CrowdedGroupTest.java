package io.pixelated.streams.correlation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.GroupState;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.Step;
import io.pixelated.streams.correlation.WindowCorrelation;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.sigma.rule.CorrelationType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A group that is flooded stays small, and what it keeps does not depend on arrival. */
class CrowdedGroupTest {
  private static final Limits SMALL = new Limits(400, 8, 16, 4, 16);

  @Test
  void keepsFewOfManyEventsAndStillCountsRight() {
    WindowCorrelation rule = Given.window(CorrelationType.EVENT_COUNT, 16, 5, "a");
    List<MatchedEvent> events = flood(3_000, 40);

    assertThat(most(rule, events)).isLessThan(500);
    assertThat(finals(rule, events)).isEqualTo(expected(rule, events));
  }

  @Test
  void doesNotLetOneValueHideTheOthers() {
    WindowCorrelation rule = Given.window(CorrelationType.VALUE_COUNT, 16, 3, "a");
    List<MatchedEvent> events = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      events.add(Given.valued("same" + i, 1_000 + i % 10, "same", "a"));
    }
    events.add(Given.valued("x", 1_004, "x", "a"));
    events.add(Given.valued("y", 1_006, "y", "a"));

    assertThat(most(rule, events)).isLessThan(200);
    assertThat(finals(rule, events)).containsExactly(1_006L);
  }

  @Test
  void keepsTheSameEventsInWhateverOrderTheyCome() {
    WindowCorrelation rule = Given.window(CorrelationType.VALUE_COUNT, 16, 6, "a");
    List<MatchedEvent> events = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      events.add(Given.valued("e" + i, 1_000 + random.nextInt(64), "v" + random.nextInt(500), "a"));
    }
    List<Long> expected = finals(rule, events);
    for (int order = 0; order < 5; order++) {
      Collections.shuffle(events, random);
      assertThat(finals(rule, events)).isEqualTo(expected);
    }
  }

  @Test
  void countsWhatItLeavesOut() {
    WindowCorrelation rule = Given.window(CorrelationType.EVENT_COUNT, 16, 5, "a");
    Correlator correlator = Given.correlator(rule, SMALL);
    flood(1_000, 1).forEach(event -> correlator.add(Given.match(rule, event)));

    assertThat(correlator.losses().thinned()).isGreaterThan(900);
  }

  @Test
  void doesNotChangeItsMindWithEveryEventOfAFlood() {
    WindowCorrelation rule = Given.window(CorrelationType.EVENT_COUNT, 16, 5, "a");
    Correlator correlator = Given.correlator(rule, SMALL);
    List<Alert> alerts = new ArrayList<>();
    for (MatchedEvent event : flood(5_000, 100)) {
      alerts.addAll(correlator.add(Given.match(rule, event)));
      alerts.addAll(correlator.advance(event.time() - 3_000));
    }
    alerts.addAll(correlator.advance(5_000_000));

    assertThat(Given.in(AlertState.FINAL, alerts)).hasSizeBetween(6, 7);
    assertThat(alerts).hasSizeLessThan(40);
  }

  @Test
  void boundsThePartialMatchesOfASequence() {
    Sequence rule = Given.sequence(1_000, "a", "b", "c");
    Correlator correlator = Given.correlator(rule, SMALL);
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      alerts.addAll(correlator.add(Given.match(rule, Given.event("a" + i, i, "a"))));
      alerts.addAll(correlator.advance(i * 1000L));
    }
    assertThat(correlator.losses().partialMatches()).isGreaterThan(400);
    alerts.addAll(correlator.add(Given.match(rule, Given.event("b", 600, "b"))));
    alerts.addAll(correlator.add(Given.match(rule, Given.event("c", 700, "c"))));
    alerts.addAll(correlator.advance(5_000_000));

    assertThat(Given.times(Given.in(AlertState.FINAL, alerts))).containsExactly(700L);
    assertThat(correlator.groups()).isZero();
  }

  @Test
  void boundsWhatWaitsForTheWatermarkOfASequence() {
    Sequence rule = Given.sequence(16, "a", "!b", "c");
    List<MatchedEvent> events = new ArrayList<>(flood(2_000, 10));
    events.add(Given.event("c", 1_012, "c"));

    assertThat(most(rule, events)).isLessThan(300);
    assertThat(finals(rule, events)).containsExactly(1_012L);
  }

  private static List<MatchedEvent> flood(int count, int seconds) {
    List<MatchedEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(Given.event("e" + i, 1_000 + (long) i * seconds / count, "a"));
    }
    return events;
  }

  private static int most(Correlation rule, List<MatchedEvent> events) {
    CorrelationEngine engine = new CorrelationEngine("eu-central-1", SMALL);
    Optional<GroupState> state = Optional.empty();
    int most = 0;
    for (MatchedEvent event : events) {
      Step step = engine.add(rule, state, Given.match(rule, event), Long.MIN_VALUE);
      state = step.state();
      most = Math.max(most, held(state.orElseThrow()));
    }
    return most;
  }

  private static List<Long> finals(Correlation rule, List<MatchedEvent> events) {
    Correlator correlator = Given.correlator(rule, SMALL);
    List<Alert> alerts = new ArrayList<>();
    events.forEach(event -> alerts.addAll(correlator.add(Given.match(rule, event))));
    alerts.addAll(correlator.advance(5_000_000));
    return Given.times(Given.in(AlertState.FINAL, alerts));
  }

  private static int held(GroupState state) {
    return state.events().size() + state.evidence().size();
  }

  private static List<Long> expected(WindowCorrelation rule, List<MatchedEvent> events) {
    return WindowReference.alerts(rule, events, 5_000_000).stream()
        .map(fired -> fired.time() / 1000)
        .toList();
  }
}

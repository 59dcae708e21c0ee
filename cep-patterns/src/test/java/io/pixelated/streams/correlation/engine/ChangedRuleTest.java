package io.pixelated.streams.correlation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.WindowCorrelation;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.sigma.rule.CorrelationType;
import org.junit.jupiter.api.Test;

/** What a group remembers when its rule changes. */
class ChangedRuleTest {
  private static final WindowCorrelation THREE = count(10, 10, "gte 3", "a");

  @Test
  void keepsEventsWhenTheThresholdChanges() {
    Replay replay = new Replay(THREE, Limits.standard());
    replay.add(Given.event("1", 1, "a"));
    replay.add(Given.event("2", 2, "a"));
    replay.advance(3_000);
    replay.change(count(10, 10, "gte 4", "a"));
    replay.add(Given.event("3", 4, "a"));
    replay.add(Given.event("4", 5, "a"));
    replay.advance(100_000);

    assertThat(Given.times(Given.in(AlertState.FINAL, replay.alerts()))).containsExactly(5L);
    assertThat(Given.in(AlertState.FINAL, replay.alerts()).get(0).eventIds())
        .containsExactly("1", "2", "3", "4");
  }

  @Test
  void keepsWhatAShorterTimespanStillHolds() {
    Replay replay = new Replay(THREE, Limits.standard());
    replay.add(Given.event("1", 1, "a"));
    replay.add(Given.event("2", 6, "a"));
    replay.advance(7_000);
    replay.change(count(5, 5, "gte 2", "a"));
    replay.add(Given.event("3", 8, "a"));
    replay.advance(100_000);

    Alert alert = Given.in(AlertState.FINAL, replay.alerts()).get(0);
    assertThat(alert.eventIds()).containsExactly("2", "3");
    assertThat(replay.isForgotten()).isTrue();
  }

  @Test
  void withdrawsWhatNoLongerFollowsAndNamesItsSuccessor() {
    Replay replay = new Replay(THREE, Limits.standard());
    replay.add(Given.event("1", 1, "a"), Given.event("2", 2, "a"), Given.event("3", 3, "a"));
    String announced = replay.alerts().get(0).id();
    replay.change(count(10, 10, "gte 4", "a"));
    replay.add(Given.event("4", 4, "a"));

    assertThat(replay.alerts())
        .extracting(Alert::state)
        .containsExactly(AlertState.PROVISIONAL, AlertState.WITHDRAWN, AlertState.PROVISIONAL);
    assertThat(replay.alerts().get(1).id()).isEqualTo(announced);
    assertThat(replay.alerts().get(2).replaces()).isEqualTo(announced);
  }

  @Test
  void staysQuietAfterAnAlertOfTheRuleAsItWas() {
    Replay replay = new Replay(THREE, Limits.standard());
    replay.add(Given.event("1", 1, "a"), Given.event("2", 2, "a"), Given.event("3", 3, "a"));
    replay.advance(4_000);
    replay.change(count(10, 20, "gte 1", "a"));
    replay.add(Given.event("4", 15, "a"));
    replay.add(Given.event("5", 24, "a"));
    replay.advance(100_000);

    assertThat(Given.times(Given.in(AlertState.FINAL, replay.alerts()))).containsExactly(3L, 24L);
    assertThat(Given.in(AlertState.CLOSED, replay.alerts()))
        .extracting(Alert::suppressed)
        .containsExactly(1L);
  }

  @Test
  void startsOverWhenItTakesOtherEvents() {
    Replay replay = new Replay(THREE, Limits.standard());
    replay.add(Given.event("1", 1, "a"), Given.event("2", 2, "a"), Given.event("3", 3, "a"));
    replay.change(count(10, 10, "gte 3", "a", "b"));
    replay.add(Given.event("4", 4, "b"));
    replay.advance(100_000);

    assertThat(replay.alerts())
        .extracting(Alert::state)
        .containsExactly(AlertState.PROVISIONAL, AlertState.WITHDRAWN);
  }

  private static WindowCorrelation count(
      long timespan, long suppress, String bound, String... rules) {
    return Given.window(
        CorrelationType.EVENT_COUNT, timespan, suppress, Given.bounds(bound), rules);
  }
}

package io.pixelated.streams.correlation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Certainty;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.WindowCorrelation;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.sigma.rule.CorrelationType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Alerts that are events, and may not be sure yet. */
class InnerAlertTest {
  private static final WindowCorrelation TWO =
      Given.window(CorrelationType.EVENT_COUNT, 10, 10, Given.bounds("gte 2"), "inner");

  private final Replay replay = new Replay(TWO, Limits.standard());

  @Test
  void announcesOnWhatIsProvisional() {
    replay.add(inner("1", 1, Certainty.PROVISIONAL));
    replay.add(inner("2", 2, Certainty.PROVISIONAL));

    assertThat(replay.alerts()).extracting(Alert::state).containsExactly(AlertState.PROVISIONAL);
  }

  @Test
  void withdrawsWhenAnInnerAlertIsWithdrawn() {
    replay.add(inner("1", 1, Certainty.PROVISIONAL));
    replay.add(inner("2", 2, Certainty.PROVISIONAL));
    replay.add(inner("1", 1, Certainty.WITHDRAWN));
    replay.advance(100_000);

    assertThat(replay.alerts())
        .extracting(Alert::state)
        .containsExactly(AlertState.PROVISIONAL, AlertState.WITHDRAWN);
    assertThat(replay.isForgotten()).isTrue();
  }

  @Test
  void isFinalOnFinalInnerAlertsOnly() {
    replay.add(inner("1", 1, Certainty.PROVISIONAL));
    replay.add(inner("2", 2, Certainty.PROVISIONAL));
    replay.add(inner("1", 1, Certainty.CERTAIN));
    replay.advance(100_000);

    assertThat(replay.alerts())
        .extracting(Alert::state)
        .containsExactly(AlertState.PROVISIONAL, AlertState.WITHDRAWN);
  }

  @Test
  void confirmsWhenInnerAlertsBecomeFinal() {
    replay.add(inner("1", 1, Certainty.PROVISIONAL));
    replay.add(inner("2", 2, Certainty.PROVISIONAL));
    replay.add(inner("1", 1, Certainty.CERTAIN));
    replay.add(inner("2", 2, Certainty.CERTAIN));
    replay.add(inner("2", 2, Certainty.PROVISIONAL));
    replay.advance(100_000);

    assertThat(replay.alerts())
        .extracting(Alert::state)
        .containsExactly(AlertState.PROVISIONAL, AlertState.FINAL, AlertState.CONFIRMED);
  }

  private static MatchedEvent inner(String id, long time, Certainty certainty) {
    return new MatchedEvent(
        id,
        time * 1000,
        time * 1000,
        List.of("inner"),
        "",
        Map.of(),
        certainty,
        List.of(),
        Classification.UNKNOWN);
  }
}

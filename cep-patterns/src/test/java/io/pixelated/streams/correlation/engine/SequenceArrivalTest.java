package io.pixelated.streams.correlation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.sequence.RandomSequences;
import io.pixelated.streams.correlation.sequence.SequenceReference;
import io.pixelated.streams.correlation.sequence.SequenceReference.Expected;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sequences of every shape, whose events come in any order: the definition decides. */
class SequenceArrivalTest {
  private static final int DOCUMENTS = Integer.getInteger("streams.sequences", 1_000);
  private static final int EVENTS = 11;

  private int announced;

  private record Arrival(MatchedEvent event, long at) {}

  @Test
  void endsInTheSameAlertsWhateverWasAnnounced() {
    int fired = 0;
    for (int seed = 0; seed < DOCUMENTS; seed++) {
      RandomSequences random = new RandomSequences(seed);
      Sequence sequence = seed % 5 == 0 ? random.plain() : random.sequence();
      List<MatchedEvent> events = random.events(sequence, EVENTS);
      List<Expected> expected =
          audible(sequence, SequenceReference.firings(sequence, events, 2_000));
      fired += expected.size();
      boolean announcing = seed % 4 > 0;
      assertThat(played(sequence, events, expected, new Random(seed), announcing))
          .as("seed %d: %s%n%s", seed, sequence, events)
          .isEqualTo(expected);
    }
    assertThat(fired).isGreaterThan(DOCUMENTS / 5);
    assertThat(announced).isGreaterThan(DOCUMENTS / 10);
  }

  /** What is not in the quiet time after another one. */
  private static List<Expected> audible(Sequence sequence, List<Expected> firings) {
    List<Expected> audible = new ArrayList<>();
    long quiet = Long.MIN_VALUE;
    for (Expected firing : firings) {
      if (firing.time() >= quiet) {
        audible.add(firing);
        quiet = firing.time() + sequence.suppress();
      }
    }
    return audible;
  }

  private List<Expected> played(
      Sequence sequence,
      List<MatchedEvent> events,
      List<Expected> expected,
      Random random,
      boolean announcing) {
    int bound = 1 + random.nextInt(40);
    List<Arrival> arrivals = new ArrayList<>();
    for (MatchedEvent event : events) {
      arrivals.add(new Arrival(event, event.time() + random.nextInt(bound)));
    }
    arrivals.sort(Comparator.comparingLong(Arrival::at));
    Replay replay = new Replay(sequence, Limits.standard(), announcing);
    for (Arrival arrival : arrivals) {
      replay.add(arrival.event());
      long now = arrival.at() - bound;
      replay.advance(now);
      assertThat(finals(replay))
          .as("nothing is put off beyond its time")
          .containsAll(expected.stream().filter(firing -> firing.time() <= now).toList());
    }
    replay.advance(2_000);
    assertThat(replay.isForgotten()).as("nothing is remembered after the horizon").isTrue();
    assertThat(replay.losses().late()).isZero();
    ArrivalOrderTest.assertThatEveryProvisionalAlertIsResolved(replay.alerts());
    long provisional =
        replay.alerts().stream().filter(a -> a.state() == AlertState.PROVISIONAL).count();
    assertThat(provisional)
        .isLessThanOrEqualTo(sequence.hasNegation() || !announcing ? 0 : Long.MAX_VALUE);
    announced += (int) provisional;
    return finals(replay);
  }

  private static List<Expected> finals(Replay replay) {
    return replay.alerts().stream()
        .filter(alert -> alert.state() == AlertState.FINAL)
        .map(SequenceArrivalTest::expected)
        .toList();
  }

  private static Expected expected(Alert alert) {
    return new Expected(alert.time(), alert.eventIds());
  }
}

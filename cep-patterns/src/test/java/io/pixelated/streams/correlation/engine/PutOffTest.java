package io.pixelated.streams.correlation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.sequence.RandomSequences;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a sequence puts off until something may come of it changes nothing but its cost. */
class PutOffTest {
  private static final Limits SMALL = new Limits(400, 4, 16, 4, 16);
  private static final long END = 5_000_000;

  static Stream<Sequence> sequences() {
    return Stream.of(
        Given.sequence(640, "a", "b", "c"),
        Given.sequence(640, "a", "a", "b", "a"),
        Given.sequence(640, "a*2", "b"),
        Given.sequence(640, "a", "!c", "b", "a"),
        Given.sequence(640, "a", "b", "!c"));
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void keepsOfACrowdTheSameHoweverItArrives(Sequence rule) {
    int fired = 0;
    for (int seed = 0; seed < 2; seed++) {
      Random random = new Random(seed);
      List<MatchedEvent> events = crowd(rule, random);
      List<Alert> expected = finals(rule, events, 400_000, random);
      fired += expected.size();
      for (int bound : new int[] {1, 11_000, 60_000}) {
        assertThat(finals(rule, events, bound, random))
            .as("seed %d, bound %d", seed, bound)
            .isEqualTo(expected);
      }
    }
    assertThat(fired).isPositive();
  }

  @Test
  void setsNoTimerForWhatCompletesNothing() {
    Sequence rule = Given.sequence(600, "a", "b", "c");
    Replay replay = new Replay(rule, Limits.standard());
    for (int i = 0; i < 1_000; i++) {
      replay.add(Given.event("e" + i, i, i % 50 == 7 ? "b" : "a"));
      replay.advance((i - 20) * 1_000L);
    }
    replay.advance(END);

    assertThat(replay.steps()).isLessThan(5);
    assertThat(replay.isForgotten()).isTrue();
  }

  @Test
  void isNotChangedByATimespanThatChangesLater() {
    int fired = 0;
    for (int seed = 0; seed < 400; seed++) {
      RandomSequences source = new RandomSequences(seed);
      Sequence before = seed % 4 == 0 ? source.plain() : source.sequence();
      Sequence after = meaning(before.within(Math.max(1, before.timespan() * (1 + seed % 5) / 3)));
      List<MatchedEvent> events = source.events(before, 14);
      long change = 1_000L + new Random(seed).nextInt(40);
      List<Alert> expected = changed(before, after, events, change, 1);
      fired += expected.size();
      for (int every : new int[] {2, 5, 100}) {
        assertThat(changed(before, after, events, change, every))
            .as("seed %d, changed at %d: %s%n%s", seed, change, before, events)
            .isEqualTo(expected);
      }
      if (!before.endsNegated()) {
        assertThat(expected)
            .allMatch(
                alert -> alert.generation().equals(before.meaning()) == (alert.time() <= change));
      }
    }
    assertThat(fired).isGreaterThan(100);
  }

  /** Time passes with every so many events, and before the rule changes. */
  private static List<Alert> changed(
      Sequence before, Sequence after, List<MatchedEvent> events, long change, int every) {
    Replay replay = new Replay(before, Limits.standard());
    boolean isChanged = false;
    for (int i = 0; i < events.size(); i++) {
      MatchedEvent event = events.get(i);
      if (!isChanged && event.time() > change) {
        replay.settle(change);
        replay.change(after);
        isChanged = true;
      }
      replay.add(event);
      if (i % every == 0) {
        replay.advance(event.time() - 1);
      }
    }
    replay.advance(END);
    return Given.in(AlertState.FINAL, replay.alerts());
  }

  private static Sequence meaning(Sequence other) {
    return RandomSequences.meaning(other, "later");
  }

  private static List<MatchedEvent> crowd(Sequence rule, Random random) {
    List<MatchedEvent> events = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      String kind = random.nextInt(12) > 0 ? "a" : random.nextInt(3) > 0 ? "b" : "c";
      if (rule.rules().contains(kind)) {
        events.add(Given.event("e" + i, 1_000 + random.nextInt(300), kind));
      }
    }
    return events;
  }

  /** Events come out of order within a bound, under a watermark that is as late. */
  private static List<Alert> finals(
      Sequence rule, List<MatchedEvent> events, int bound, Random random) {
    record Arrival(MatchedEvent event, long at) {}
    List<MatchedEvent> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, random);
    List<Arrival> arrivals = new ArrayList<>();
    for (MatchedEvent event : shuffled) {
      arrivals.add(new Arrival(event, event.time() + random.nextInt(bound)));
    }
    arrivals.sort(Comparator.comparingLong(Arrival::at));
    Replay replay = new Replay(rule, SMALL);
    for (Arrival arrival : arrivals) {
      replay.add(arrival.event());
      replay.advance(arrival.at() - bound);
    }
    replay.advance(END);
    assertThat(replay.losses().late()).isZero();
    assertThat(replay.losses().thinned()).isPositive();
    assertThat(replay.isForgotten()).isTrue();
    return Given.in(AlertState.FINAL, replay.alerts());
  }
}

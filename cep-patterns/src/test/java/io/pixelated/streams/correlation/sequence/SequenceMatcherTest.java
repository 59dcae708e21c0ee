package io.pixelated.streams.correlation.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Firing;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.sequence.SequenceMatcher.Run;
import io.pixelated.streams.correlation.sequence.SequenceReference.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The automaton against the definition. */
class SequenceMatcherTest {
  private static final int DOCUMENTS = Integer.getInteger("streams.sequences", 3_000);
  private static final int EVENTS = 11;
  private static final Limits LARGE = new Limits(100_000, 100_000, 256, 32, 100_000);

  @Test
  void findsWhatTheDefinitionSaysHoweverTimePasses() {
    int fired = 0;
    for (int seed = 0; seed < DOCUMENTS; seed++) {
      RandomSequences random = new RandomSequences(seed);
      Sequence sequence = random.sequence();
      List<MatchedEvent> events = random.events(sequence, EVENTS);
      long now = 1_000L + new Random(seed).nextInt(200);
      List<Expected> expected = SequenceReference.firings(sequence, upTo(events, now), now);
      fired += expected.size();
      for (int split = 0; split < 2; split++) {
        assertThat(played(sequence, upTo(events, now), now, new Random(seed + split)))
            .as("seed %d, until %d: %s%n%s", seed, now, sequence, events)
            .isEqualTo(expected);
      }
    }
    assertThat(fired).isGreaterThan(DOCUMENTS / 4);
  }

  private static List<MatchedEvent> upTo(List<MatchedEvent> events, long now) {
    return events.stream().filter(event -> event.time() <= now).toList();
  }

  private static List<Expected> played(
      Sequence sequence, List<MatchedEvent> events, long now, Random random) {
    SequenceMatcher matcher = new SequenceMatcher(sequence, LARGE);
    List<Expected> fired = new ArrayList<>();
    byte[] memory = new byte[0];
    long settled = 999;
    int next = 0;
    while (settled < now) {
      settled = Math.min(now, settled + random.nextInt(20));
      int end = next;
      while (end < events.size() && events.get(end).time() <= settled) {
        end++;
      }
      Run run = matcher.run(memory, events.subList(next, end), settled);
      memory = run.memory();
      if (random.nextInt(3) == 0) {
        matcher.foresee(memory, events.subList(end, events.size()));
      }
      for (Firing firing : run.firings()) {
        fired.add(
            new Expected(firing.time(), firing.events().stream().map(MatchedEvent::id).toList()));
      }
      next = end;
    }
    return fired;
  }
}

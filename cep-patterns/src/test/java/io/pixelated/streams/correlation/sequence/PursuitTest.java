package io.pixelated.streams.correlation.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Evidence;
import io.pixelated.streams.correlation.Firing;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is put off against the automaton that takes each event at once. */
class PursuitTest {
  private static final int DOCUMENTS = Integer.getInteger("streams.sequences", 2_000);
  private static final Limits LARGE = new Limits(100_000, 100_000, 256, 32, 2_000);
  private static final long END = 5_000;

  private boolean foresees;
  private int foreseen;
  private int kept;

  private record Fired(long time, boolean tied, List<String> events) {}

  @Test
  void findsDirectlyWhatTheAutomatonFinds() {
    foresees = true;
    int fired = 0;
    for (int seed = 0; seed < DOCUMENTS; seed++) {
      RandomSequences random = new RandomSequences(seed);
      Sequence sequence = random.plain();
      assertThat(Pursuit.of(sequence, LARGE)).isInstanceOf(DirectPursuit.class);
      fired += comparedFirings(sequence, random.events(sequence, 40), new Random(seed));
    }
    assertThat(fired).isGreaterThan(DOCUMENTS);
    assertThat(foreseen).isGreaterThan(DOCUMENTS / 10);
  }

  @Test
  void findsLaterWhatTheAutomatonFindsAtOnce() {
    foresees = true;
    int fired = 0;
    for (int seed = 0; seed < DOCUMENTS; seed++) {
      RandomSequences random = new RandomSequences(seed);
      Sequence sequence = random.sequence();
      fired += comparedFirings(sequence, random.events(sequence, 20), new Random(seed));
    }
    assertThat(fired).isGreaterThan(DOCUMENTS / 3);
    assertThat(foreseen).isGreaterThan(DOCUMENTS / 20);
    assertThat(kept).isGreaterThan(10);
  }

  @Test
  void keepsNoMoreThanItsBound() {
    Limits small = new Limits(400, 400, 16, 4, 16);
    for (int seed = 0; seed < 200; seed++) {
      RandomSequences random = new RandomSequences(seed);
      Sequence sequence = random.plain().within(3_000);
      List<MatchedEvent> events = random.events(sequence, 200);
      List<Fired> expected = played(Pursuit.of(sequence, LARGE), events, new Random(seed));
      Pursuit pursuit = Pursuit.of(sequence, small);
      kept = 0;
      List<Fired> fired = played(pursuit, events, new Random(seed));
      assertThat(kept).as("seed %d", seed).isLessThanOrEqualTo(20);
      // Which events are told is another matter than when.
      assertThat(fired).as("seed %d", seed).extracting(Fired::time).isEqualTo(times(expected));
      assertThat(played(pursuit, events, new Random(-seed))).isEqualTo(fired);
    }
  }

  private static List<Long> times(List<Fired> fired) {
    return fired.stream().map(Fired::time).toList();
  }

  @SuppressWarnings("ReferenceEquality") // the first of one time, whatever its id
  private int comparedFirings(Sequence sequence, List<MatchedEvent> events, Random random) {
    SequenceMatcher matcher = new SequenceMatcher(sequence, LARGE);
    byte[] memory = {};
    List<Fired> expected = new ArrayList<>();
    long givenUp = 0;
    for (MatchedEvent event : events) {
      List<MatchedEvent> same =
          events.stream().filter(other -> other.time() == event.time()).toList();
      if (same.get(0) == event) {
        SequenceMatcher.Run run = matcher.run(memory, same, event.time());
        memory = run.memory();
        givenUp += run.givenUp();
        run.firings().forEach(firing -> expected.add(fired(firing)));
      }
    }
    matcher.run(memory, List.of(), END).firings().forEach(firing -> expected.add(fired(firing)));
    if (givenUp > 0) {
      return 0; // loops over any events may have more partial matches than fit the memory
    }
    Pursuit pursuit = Pursuit.of(sequence, LARGE);
    for (int split = 0; split < 2; split++) {
      assertThat(played(pursuit, events, random))
          .as("%s%n%s", sequence, events)
          .isEqualTo(expected);
    }
    return expected.size();
  }

  /** Takes in events in any portions, what is remembered being written and read in between. */
  private List<Fired> played(Pursuit pursuit, List<MatchedEvent> events, Random random) {
    List<Fired> fired = new ArrayList<>();
    byte[] memory = {};
    Evidence evidence = Evidence.NONE;
    int most = 2 + random.nextInt(40);
    long now = 999;
    int next = 0;
    while (now < END) {
      now = next == events.size() ? END : now + random.nextInt(most);
      int end = next;
      while (end < events.size() && events.get(end).time() <= now) {
        end++;
      }
      int seen = Math.min(events.size(), end + random.nextInt(6));
      Progress progress = pursuit.read(memory);
      List<MatchedEvent> waiting = events.subList(end, seen);
      long due = pursuit.due(progress, evidence, events.subList(next, seen));
      long until = now;
      evidence =
          pursuit
              .pass(
                  progress,
                  evidence,
                  events.subList(next, end),
                  waiting,
                  until,
                  (time, firing) -> {
                    assertThat(time).isLessThanOrEqualTo(until).isGreaterThanOrEqualTo(due);
                    fired.add(fired(firing.get()));
                  })
              .kept();
      kept = Math.max(kept, evidence.size());
      if (foresees) {
        pursuit.foresee(progress, evidence, waiting, (time, firing) -> foreseen++);
      }
      if (pursuit.end(progress, evidence, waiting) <= now) {
        assertThat(waiting).isEmpty();
        evidence = Evidence.NONE;
        progress = pursuit.read(new byte[0]);
      }
      memory = pursuit.write(progress);
      next = end;
    }
    assertThat(evidence.size()).isZero();
    assertThat(memory).isEmpty();
    return fired;
  }

  private static Fired fired(Firing firing) {
    return new Fired(
        firing.time(), firing.tied(), firing.events().stream().map(MatchedEvent::id).toList());
  }
}

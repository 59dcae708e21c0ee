package io.pixelated.streams.correlation.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupAdmissionTest {
  private static final String RULE = "many-failed";
  private static final long MINUTE = 60_000;
  private static final int PARTS = 4;

  private record Event(int part, long digest, long time) {}

  @Test
  void everyGroupCountsWhereThereIsRoom() {
    GroupAdmission admission = new GroupAdmission(400, PARTS, 1);
    List<Event> events = events(new Random(1), 100, 200);

    assertThat(events).allMatch(event -> note(admission, event));
    assertThat(admission.isCrowded(RULE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whatCountsIsDecidedByTimeAndContentInWhateverOrderEventsCome(long seed) {
    Random random = new Random(seed);
    int most = 4 * (1 + random.nextInt(5));
    List<Event> events = events(random, 20 + random.nextInt(100), 400);
    Set<Event> expected = Reference.counted(events, most / PARTS, MINUTE);

    assertThat(counted(events, most)).isEqualTo(expected);
    for (int order = 0; order < 10; order++) {
      Collections.shuffle(events, random);
      assertThat(counted(events, most)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatCountsDoesNotChangeThroughARestoreInOtherParts(long seed) {
    Random random = new Random(seed);
    int most = 8;
    List<Event> events = events(random, 80, 400);
    Collections.shuffle(events, random);
    GroupAdmission before = new GroupAdmission(most, PARTS, 1);
    List<Event> noted = new ArrayList<>(events.subList(0, 200));
    noted.removeIf(event -> !note(before, event));

    GroupAdmission even = restored(before, most, 0);
    GroupAdmission odd = restored(before, most, 1);
    for (Event event : events.subList(200, 400)) {
      if (note(event.part() % 2 == 0 ? even : odd, event)) {
        noted.add(event);
      }
    }
    noted.removeIf(event -> !counts(event.part() % 2 == 0 ? even : odd, event));

    assertThat(new HashSet<>(noted)).isEqualTo(Reference.counted(events, most / PARTS, MINUTE));
  }

  @Test
  void fewOfEndlessGroupsAreEverLetIn() {
    GroupAdmission admission = new GroupAdmission(1_000, 1, 1);
    Random random = new Random(7);
    long letIn = 0;
    for (int i = 0; i < 1_000_000; i++) {
      letIn += admission.note(RULE, MINUTE, 0, random.nextLong(), i * MINUTE / 1_000_000) ? 1 : 0;
    }

    assertThat(letIn).isLessThan(10_000);
    assertThat(admission.size()).isLessThan(10_000);
  }

  @Test
  void endlessGroupsOfOneTimeAreNotLetInEither() {
    GroupAdmission admission = new GroupAdmission(1_000, 1, 1);
    Random random = new Random(7);
    long letIn =
        LongStream.range(0, 1_000_000)
            .filter(i -> admission.note(RULE, MINUTE, 0, random.nextLong(), 5))
            .count();

    assertThat(letIn).isLessThan(10_000);
  }

  @Test
  void roomIsThereAgainInTheNextSlotAndNothingIsRememberedForEver() {
    GroupAdmission admission = new GroupAdmission(1, 1, 1);
    assertThat(admission.note(RULE, MINUTE, 0, 1L << 62, 0)).isTrue();
    assertThat(admission.note(RULE, MINUTE, 0, 1L << 63, 1)).isFalse();
    assertThat(admission.note(RULE, MINUTE, 0, 1L << 63, MINUTE)).isTrue();

    admission.advance(MINUTE);
    assertThat(admission.counts(RULE, MINUTE, 0, 1L << 63, 1)).as("known for a while").isFalse();
    admission.advance(6 * MINUTE);

    assertThat(admission.isCrowded(RULE)).isFalse();
    assertThat(admission.remember()).isEmpty();
  }

  @Test
  void remembersWhatDidNotCountInASlotThatIsOver() {
    GroupAdmission admission = new GroupAdmission(1, 1, 1);
    admission.note(RULE, MINUTE, 0, 1L << 62, 0);
    admission.note(RULE, MINUTE, 0, 1L << 63, 1);
    admission.advance(MINUTE);
    GroupAdmission restored = new GroupAdmission(1, 1, 1);
    admission.remember().forEach(slot -> restored.recall(slot, part -> true));

    assertThat(restored.counts(RULE, MINUTE, 0, 1L << 63, 1)).isFalse();
    assertThat(restored.counts(RULE, MINUTE, 0, 1L << 62, 1)).isTrue();
    assertThat(restored.counts(RULE, MINUTE, 0, 1L << 63, 0)).isTrue();
  }

  private static Set<Event> counted(List<Event> events, int most) {
    GroupAdmission admission = new GroupAdmission(most, PARTS, 1);
    List<Event> noted = events.stream().filter(event -> note(admission, event)).toList();
    Set<Event> counted = new HashSet<>(noted);
    counted.removeIf(event -> !counts(admission, event));
    return counted;
  }

  private static GroupAdmission restored(GroupAdmission before, int most, int odd) {
    GroupAdmission restored = new GroupAdmission(most, PARTS, 1);
    before.remember().forEach(slot -> restored.recall(slot, part -> part % 2 == odd));
    return restored;
  }

  private static boolean note(GroupAdmission admission, Event event) {
    return admission.note(RULE, MINUTE, event.part(), event.digest(), event.time());
  }

  private static boolean counts(GroupAdmission admission, Event event) {
    return admission.counts(RULE, MINUTE, event.part(), event.digest(), event.time());
  }

  private static List<Event> events(Random random, int groups, int count) {
    long[] digests = random.longs(groups).toArray();
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int group = random.nextInt(groups);
      long time = random.nextInt(300) * (3 * MINUTE / 300);
      events.add(new Event(group % PARTS, digests[group], time));
    }
    return events;
  }

  /** The same, said in sets. */
  private static final class Reference {
    static Set<Event> counted(List<Event> events, int mostPerPart, long width) {
      Set<Event> counted = new HashSet<>();
      for (Event event : events) {
        Set<Long> rivals = new HashSet<>();
        for (Event other : events) {
          if (other.part() == event.part()
              && other.time() / width == event.time() / width
              && other.time() <= event.time()
              && level(other) >= level(event)) {
            rivals.add(other.digest());
          }
        }
        if (rivals.size() <= mostPerPart) {
          counted.add(event);
        }
      }
      return counted;
    }

    private static int level(Event event) {
      return Long.numberOfLeadingZeros(event.digest());
    }
  }
}

package io.pixelated.streams.jobs.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // not every test is about the answer
class MeetingTableTest {
  private final MeetingTable table = new MeetingTable();

  @Test
  void tellsEveryOneTheGreatestValueOnceAllHaveCome() {
    CompletableFuture<Long> first = attend(0, 0, 7);
    assertThat(first).isNotDone();

    CompletableFuture<Long> second = attend(1, 0, 3);

    assertThat(first).isCompletedWithValue(7L);
    assertThat(second).isCompletedWithValue(7L);
  }

  @Test
  void countsASubtaskOnceThatComesTwice() {
    attend(0, 0, 7);
    assertThat(attend(0, 0, 7)).isNotDone();
  }

  @Test
  void tellsOneThatDidNotHearOfTheOutcomeAgain() {
    attend(0, 0, 7);
    attend(1, 0, 3);

    assertThat(attend(1, 0, 9)).isCompletedWithValue(7L);
  }

  @Test
  void keepsSubjectsApart() {
    attend(0, 0, 7);
    assertThat(table.attend(new MeetingRequest("another", 1, 0, 3), 2)).isNotDone();
  }

  @Test
  void waitsAnewForASubtaskThatFailed() {
    CompletableFuture<Long> staying = attend(0, 0, 7);
    attend(2, 0, 9, 3);
    table.leave(2, 0);

    attend(1, 0, 1, 3);
    assertThat(staying).isNotDone();

    attend(2, 1, 8, 3);
    assertThat(staying).isCompletedWithValue(8L);
  }

  @Test
  void hearsNothingOfAnAttemptThatFailed() {
    table.leave(0, 4);

    assertThat(attend(0, 4, 7)).isCompletedExceptionally();
    attend(1, 5, 1);

    assertThat(attend(0, 5, 2)).isCompletedWithValue(2L);
  }

  @Test
  void forgetsWhatWasAgreedOnBeforeAFailure() {
    attend(0, 0, 7);
    attend(1, 0, 3);
    table.leave(1, 0);
    table.leave(0, 0);

    assertThat(attend(0, 1, 20)).isNotDone();
    assertThat(attend(1, 1, 10)).isCompletedWithValue(20L);
  }

  @Test
  void beginsAnewWhenAllSubtasksDo() {
    attend(0, 0, 7);
    table.clear();

    assertThat(attend(1, 0, 3)).isNotDone();
  }

  private CompletableFuture<Long> attend(int subtask, int attempt, long value) {
    return attend(subtask, attempt, value, 2);
  }

  private CompletableFuture<Long> attend(int subtask, int attempt, long value, int expected) {
    return table.attend(new MeetingRequest("subject", subtask, attempt, value), expected);
  }
}

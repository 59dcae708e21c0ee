package io.pixelated.streams.jobs.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.jobs.erasure.SnapshotBytes;
import io.pixelated.streams.residency.AuditRecord;
import io.pixelated.streams.residency.RecordKind;
import io.pixelated.streams.residency.Retention;
import io.pixelated.streams.residency.audit.Appended;
import io.pixelated.streams.residency.audit.ArchivedEntry;
import io.pixelated.streams.residency.audit.ChainId;
import io.pixelated.streams.residency.audit.SubjectKey;
import io.pixelated.streams.residency.keys.KeyLocation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SubjectKeysTest {
  private static final AuditSettings SETTINGS =
      new AuditSettings(
          "eu-central-1",
          "threat-correlation",
          new KeyLocation(KeyLocation.DEVELOPMENT),
          1_000,
          Duration.ofMinutes(1));
  private static final long DAY = SubjectKeys.DAY;
  private static final String ANA = "ps_k1_0a";
  private static final String BEN = "ps_k1_0b";

  @Test
  void callsASubjectTheSameAsLongAsItsKeyLasts() throws Exception {
    try (var chains = harness(1, 0, null)) {
      chains.setProcessingTime(0);
      tell(chains, ANA, BEN, ANA);
      chains.setProcessingTime(29 * DAY);
      tell(chains, ANA);

      List<String> subjects = subjects(chains.extractOutputValues(), ANA);
      assertThat(subjects).hasSize(3).allMatch(name -> name.startsWith(SubjectKey.PREFIX));
      assertThat(subjects).containsOnly(subjects.get(0));
      assertThat(subjects(chains.extractOutputValues(), BEN)).doesNotContainAnyElementsOf(subjects);
    }
  }

  @Test
  void letsNobodyMakeAPseudonymOfTheRegionsKeyAlone() throws Exception {
    List<String> names = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      try (var chains = harness(1, 0, null)) {
        tell(chains, ANA);
        names.addAll(subjects(chains.extractOutputValues(), ANA));
        assertThat(text(chains.extractOutputValues())).doesNotContain(ANA);
      }
    }

    assertThat(names).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void destroysTheKeysOfThoseWhoAreErasedAndOfNobodyElse() throws Exception {
    try (var chains = harness(1, 0, null)) {
      tell(chains, ANA, BEN);
      order(chains, ANA);
      tell(chains, ANA, BEN);

      assertThat(subjects(chains.extractOutputValues(), ANA)).hasSize(2).doesNotHaveDuplicates();
      List<String> ben = subjects(chains.extractOutputValues(), BEN);
      assertThat(ben).hasSize(2).containsOnly(ben.get(0));
    }
  }

  @Test
  void leavesNothingOfAnErasedSubjectInASnapshot() throws Exception {
    try (var chains = harness(1, 0, null)) {
      tell(chains, ANA, BEN);
      assertThat(held(chains, 1)).containsExactly(ANA, BEN);
      order(chains, ANA);

      assertThat(held(chains, 2)).containsExactly(BEN);
    }
  }

  @Test
  void givesAKeyUpThatWasNotUsedForThirtyDays() throws Exception {
    try (var chains = harness(1, 0, null)) {
      chains.setProcessingTime(0);
      tell(chains, ANA);
      chains.setProcessingTime(20 * DAY);
      tell(chains, BEN);
      for (int day = 21; day <= 31; day++) {
        chains.setProcessingTime(day * DAY);
      }

      assertThat(held(chains, 1)).containsExactly(BEN);
      tell(chains, ANA);
      assertThat(subjects(chains.extractOutputValues(), ANA)).hasSize(2).doesNotHaveDuplicates();

      for (int day = 32; day <= 100; day++) {
        chains.setProcessingTime(day * DAY);
      }
      assertThat(held(chains, 2)).isEmpty();
      assertThat(chains.numProcessingTimeTimers()).as("nobody is left").isZero();
    }
  }

  @Test
  void doesNotUseAKeyAgainThatIsOverBeforeItIsGone() throws Exception {
    try (var chains = harness(1, 0, null)) {
      chains.setProcessingTime(0);
      tell(chains, ANA);
      chains.setProcessingTime(DAY / 2);
      tell(chains, BEN);
      chains.setProcessingTime(30 * DAY + DAY / 4);
      tell(chains, ANA, BEN);

      assertThat(subjects(chains.extractOutputValues(), ANA)).doesNotHaveDuplicates();
      List<String> ben = subjects(chains.extractOutputValues(), BEN);
      assertThat(ben).containsOnly(ben.get(0));
    }
  }

  @Test
  void callsThemTheSameAfterAFailureAndWhenItIsRescaled() throws Exception {
    List<String> people = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      people.add("ps_k1_" + i);
    }
    List<Appended> entries = new ArrayList<>();
    List<OperatorSubtaskState> states = List.of();
    for (int subtasks : new int[] {2, 4, 1}) {
      OperatorSubtaskState all =
          states.isEmpty()
              ? null
              : AbstractStreamOperatorTestHarness.repackageState(
                  states.toArray(OperatorSubtaskState[]::new));
      List<OperatorSubtaskState> next = new ArrayList<>();
      for (int subtask = 0; subtask < subtasks; subtask++) {
        try (var chains = harness(subtasks, subtask, all)) {
          for (String person : people) {
            if (owner(person, subtasks) == subtask) {
              tell(chains, person);
            }
          }
          next.add(chains.snapshot(subtasks, subtask));
          entries.addAll(chains.extractOutputValues());
        }
      }
      states = next;
    }

    for (String person : people) {
      List<String> names = subjects(entries, person);
      assertThat(names).hasSize(3).containsOnly(names.get(0));
    }
  }

  private static void tell(
      KeyedOneInputStreamOperatorTestHarness<Integer, Unchained, Appended> chains, String... about)
      throws Exception {
    for (String subject : about) {
      chains.processElement(Unchained.of(verdict(subject)), 0);
    }
  }

  private static void order(
      KeyedOneInputStreamOperatorTestHarness<Integer, Unchained, Appended> chains, String... about)
      throws Exception {
    for (Unchained order : Unchained.forgetting("request-1", List.of(about)).toList()) {
      chains.processElement(order, 0);
    }
  }

  /** What somebody is called in the entries that are about them, in the order of the entries. */
  private static List<String> subjects(List<Appended> entries, String about) {
    List<String> names = new ArrayList<>();
    for (Appended appended : entries) {
      ArchivedEntry entry = ArchivedEntry.read(appended.bytes()).orElseThrow();
      if (entry.recordId().equals(recordId(about))) {
        names.add(entry.subject());
      }
    }
    return names;
  }

  private static String text(List<Appended> entries) {
    StringBuilder text = new StringBuilder();
    entries.forEach(entry -> text.append(new String(entry.bytes(), StandardCharsets.UTF_8)));
    return text.toString();
  }

  private static AuditRecord verdict(String subject) {
    return new AuditRecord(
        "verdict-on-" + recordId(subject),
        "eu-central-1",
        RecordKind.DETECTIONS,
        recordId(subject),
        0,
        "regional_store/eu-central-1/detections",
        "permit",
        List.of(),
        "1",
        List.of("gdpr"),
        "permitted",
        "the region is permitted",
        List.of(DataClass.PERSONAL),
        List.of("EU"),
        List.of(),
        Retention.UNLIMITED,
        subject);
  }

  private static String recordId(String subject) {
    return Integer.toHexString(subject.hashCode());
  }

  private static int owner(String subject, int subtasks) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
        ChainKeys.keyOf(ChainId.chainOf(subject)), ChainKeys.KEY_GROUPS, subtasks);
  }

  /** Whose keys a snapshot holds. */
  private static List<String> held(
      KeyedOneInputStreamOperatorTestHarness<Integer, Unchained, Appended> chains, int checkpoint)
      throws Exception {
    return SnapshotBytes.of(chains.snapshot(checkpoint, checkpoint)).found(ANA, BEN);
  }

  private static KeyedOneInputStreamOperatorTestHarness<Integer, Unchained, Appended> harness(
      int subtasks, int subtask, OperatorSubtaskState all) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new ChainFunction(SETTINGS)),
            verdict -> ChainKeys.keyOf(verdict.chain()),
            Types.INT,
            ChainKeys.KEY_GROUPS,
            subtasks,
            subtask);
    if (all != null) {
      harness.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              all, ChainKeys.KEY_GROUPS, ChainKeys.KEY_GROUPS, subtasks, subtask));
    }
    harness.open();
    return harness;
  }
}

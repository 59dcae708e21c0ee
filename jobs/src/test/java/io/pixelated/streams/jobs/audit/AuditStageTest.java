package io.pixelated.streams.jobs.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pixelated.streams.residency.audit.Appended;
import io.pixelated.streams.residency.audit.AuditReport;
import io.pixelated.streams.residency.audit.AuditVerifier;
import io.pixelated.streams.residency.audit.ChainId;
import io.pixelated.streams.residency.audit.Claim;
import io.pixelated.streams.residency.audit.EntryKind;
import io.pixelated.streams.residency.audit.PublicKeys;
import io.pixelated.streams.residency.keys.KeyLocation;
import io.pixelated.streams.residency.keys.MissingKeyException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditStageTest {
  private static final String REGION = "eu-central-1";
  private static final AuditSettings SETTINGS =
      new AuditSettings(
          REGION,
          "threat-correlation",
          new KeyLocation(KeyLocation.DEVELOPMENT),
          10,
          Duration.ofMinutes(1));
  private static final PublicKeys TRUSTED =
      new PublicKeys(List.of(new Signer(SETTINGS).key().published()));

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 8, 12, 24})
  void spreadsChainsEvenlyOverSubtasks(int subtasks) {
    int[] chains = new int[subtasks];
    for (int chain = 0; chain < ChainId.VERDICT_CHAINS; chain++) {
      int key = ChainKeys.keyOf(chain);
      assertThat(ChainKeys.chainOf(key)).isEqualTo(chain);
      chains[
          KeyGroupRangeAssignment.assignKeyToParallelOperator(
              key, ChainKeys.KEY_GROUPS, subtasks)]++;
    }
    assertThat(chains).containsOnly(ChainId.VERDICT_CHAINS / subtasks);
  }

  @Test
  void beginsAChainWithASignatureAndSignsAfterSoManyEntries() throws Exception {
    try (var chain = harness(1, 0, null)) {
      chain.setProcessingTime(1_000);
      for (int i = 0; i < 25; i++) {
        chain.processElement(verdict(7, i), 0);
      }

      List<Appended> entries = List.copyOf(chain.extractOutputValues());
      assertThat(entries)
          .filteredOn(entry -> entry.kind() == EntryKind.ANCHOR)
          .extracting(Appended::index)
          .containsExactly(0L, 11L, 22L);
      assertThat(claims(chain)).extracting(Claim::index).containsExactly(0L, 11L, 22L);
      assertThat(verify(entries).unsigned()).isEqualTo(5);
    }
  }

  @Test
  void signsWhatHasWaitedLongEnough() throws Exception {
    try (var chain = harness(1, 0, null)) {
      chain.setProcessingTime(1_000);
      chain.processElement(verdict(7, 0), 0);
      chain.setProcessingTime(60_999);
      assertThat(chain.extractOutputValues()).hasSize(2);
      chain.setProcessingTime(61_000);
      chain.setProcessingTime(1_000_000);

      List<Appended> entries = chain.extractOutputValues();
      assertThat(entries).hasSize(3);
      assertThat(entries.get(2).kind()).isEqualTo(EntryKind.ANCHOR);
      assertThat(chain.numProcessingTimeTimers()).isZero();
    }
  }

  @Test
  void signsEverythingAtTheEndOfItsInput() throws Exception {
    try (var chain = harness(1, 0, null)) {
      chain.processElement(verdict(7, 0), 0);
      chain.processElement(verdict(9, 0), 0);
      chain.processWatermark(Watermark.MAX_WATERMARK);

      assertThat(verify(chain.extractOutputValues()).unsigned()).isZero();
    }
  }

  @Test
  void neitherGapsNorForksWhenItIsRescaled() throws Exception {
    List<Appended> entries = new ArrayList<>();
    List<OperatorSubtaskState> states = List.of();
    int number = 0;
    for (int subtasks : new int[] {2, 4, 1}) {
      List<OperatorSubtaskState> next = new ArrayList<>();
      OperatorSubtaskState all = states.isEmpty() ? null : repack(states);
      for (int subtask = 0; subtask < subtasks; subtask++) {
        try (var chain = harness(subtasks, subtask, all)) {
          for (int i = 0; i < 240; i++) {
            int to = i % ChainId.VERDICT_CHAINS;
            if (owner(to, subtasks) == subtask) {
              chain.processElement(verdict(to, number + i), 0);
            }
          }
          next.add(chain.snapshot(subtasks, subtask));
          entries.addAll(chain.extractOutputValues());
        }
      }
      number += 240;
      states = next;
    }

    AuditReport report = verify(entries);

    assertThat(report.chains()).hasSize(ChainId.VERDICT_CHAINS);
    assertThat(report.verdicts()).isEqualTo(720);
  }

  @Test
  void goesBackToItsLastSnapshotAfterAFailure() throws Exception {
    List<Appended> entries = new ArrayList<>();
    OperatorSubtaskState snapshot;
    try (var chain = harness(1, 0, null)) {
      chain.processElement(verdict(7, 0), 0);
      snapshot = chain.snapshot(1, 1);
      entries.addAll(chain.extractOutputValues());
      // What follows is lost with the transaction of the topic.
      chain.processElement(verdict(7, 1), 0);
      chain.processElement(verdict(7, 2), 0);
    }
    try (var chain = harness(1, 0, snapshot)) {
      chain.processElement(verdict(7, 2), 0);
      chain.processElement(verdict(7, 1), 0);
      entries.addAll(chain.extractOutputValues());
    }

    assertThat(verify(entries).verdicts()).isEqualTo(3);
  }

  @Test
  void signsTheHeadsOfAllChainsSoonAfterOneChangedAndNowAndThenWhenNoneDid() throws Exception {
    try (var heads =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new HeadsFunction(SETTINGS)), c -> 0, Types.INT)) {
      heads.open();
      heads.setProcessingTime(0);
      heads.processElement(new Claim(7, 5, 0, "aa".repeat(32)), 0);
      heads.processElement(new Claim(3, 5, 0, "bb".repeat(32)), 0);
      assertThat(heads.extractOutputValues()).hasSize(1);

      heads.setProcessingTime(60_000);
      assertThat(heads.extractOutputValues()).hasSize(2);
      assertThat(new String(heads.extractOutputValues().get(1).bytes(), UTF_8))
          .contains("\"heads\":[{\"chain\":3,", "{\"chain\":7,");

      for (int minute = 2; minute <= 11; minute++) {
        heads.setProcessingTime(minute * 60_000L);
      }
      assertThat(heads.extractOutputValues()).as("ten quiet minutes").hasSize(3);
    }
  }

  @Test
  void refusesToStartWithoutAKeyToSignWith() {
    AuditSettings keyless =
        new AuditSettings(
            REGION,
            "threat-correlation",
            new KeyLocation(Path.of("target", "no-keys").toString()),
            10,
            Duration.ofMinutes(1));

    assertThatThrownBy(() -> new Signer(keyless))
        .isInstanceOf(MissingKeyException.class)
        .hasMessageContaining("eu-central-1.signing");
  }

  private static Unchained verdict(int chain, int number) {
    byte[] body = "{\"id\":\"v%d\"}".formatted(number).getBytes(UTF_8);
    return new Unchained(chain, "v" + number, List.of(), body);
  }

  private static int owner(int chain, int subtasks) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
        ChainKeys.keyOf(chain), ChainKeys.KEY_GROUPS, subtasks);
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

  private static OperatorSubtaskState repack(List<OperatorSubtaskState> states) throws Exception {
    return AbstractStreamOperatorTestHarness.repackageState(
        states.toArray(OperatorSubtaskState[]::new));
  }

  private static Collection<Claim> claims(
      KeyedOneInputStreamOperatorTestHarness<Integer, Unchained, Appended> chain) {
    return chain.getSideOutput(ChainFunction.SIGNED).stream().map(StreamRecord::getValue).toList();
  }

  /** Verifies entries of chains without region anchors; nothing may be wrong with them. */
  private static AuditReport verify(List<Appended> entries) {
    AuditVerifier verifier =
        new AuditVerifier(
            TRUSTED, new AuditVerifier.Demands(true, Optional.empty(), Instant.EPOCH));
    IntStream.range(0, entries.size())
        .forEach(
            i -> {
              byte[] bytes = entries.get(i).bytes();
              verifier.take("entries", i, bytes, 0, bytes.length);
            });
    AuditReport report = verifier.finish();
    assertThat(report.findings()).isEmpty();
    assertThat(report.chains()).allSatisfy(chain -> assertThat(chain.first()).isZero());
    return report;
  }
}

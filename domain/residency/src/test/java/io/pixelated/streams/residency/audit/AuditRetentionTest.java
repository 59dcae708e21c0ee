package io.pixelated.streams.residency.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Chains whose first entries an archive has deleted because their time was over, or somebody. */
class AuditRetentionTest {
  private static final int BUSY = 7;
  private static final int SELDOM = 3;
  private static final int ENDED = 9;

  private final Chains chains = Chains.ofRegion();
  private int expired;
  private Instant retained;
  private int later;
  private int latest;

  /** Everything was signed when the time of what came before was over; more came an hour later. */
  @BeforeEach
  void live() {
    chains.verdicts(BUSY, 5).verdicts(SELDOM, 2).verdicts(ENDED, 2).heads();
    chains.anchor(BUSY).anchor(SELDOM).anchor(ENDED).heads();
    expired = chains.entries().size();
    retained = chains.now();
    chains.verdicts(BUSY, 3).anchor(BUSY).heads();
    chains.after(Duration.ofHours(1).toMillis());
    later = chains.entries().size();
    chains.verdicts(BUSY, 3).anchor(BUSY).verdicts(SELDOM, 2).anchor(SELDOM).heads();
    latest = chains.entries().size();
    chains.verdicts(BUSY, 3).anchor(BUSY).heads();
  }

  @Test
  void saysThatTheBeginningIsGoneByRetention() {
    AuditReport report = verify(from(expired));

    assertThat(report.findings()).isEmpty();
    assertThat(report.retired()).as("busy, seldom, ended and region anchors").isEqualTo(4);
    assertThat(verify(chains.lines()).retired()).as("nothing is gone").isZero();
    assertThat(verify(chains.lines()).isSound()).isTrue();
  }

  @Test
  void takesItForCutOffUnlessRetentionIsSpokenOf() {
    AuditReport report = Chains.verify(from(expired));

    assertThat(report.findings())
        .extracting(Finding::kind)
        .contains(FindingKind.BEGINS_LATE, FindingKind.REMOVED);
    assertThat(report.retired()).isZero();
  }

  @Test
  void findsAChainThatWasCutFurtherThanRetentionGoes() {
    AuditReport report =
        verify(left(i -> i >= (chains.entries().get(i).chain() == BUSY ? latest : expired)));

    assertThat(report.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(FindingKind.BEGINS_LATE);
              assertThat(finding.chain()).isEqualTo(name(BUSY));
              assertThat(finding.text()).contains("retention has not removed them");
            });
  }

  @Test
  void findsThatAllChainsWereCutFurtherAtOnce() {
    AuditReport report = verify(from(later));

    assertThat(report.findings())
        .extracting(Finding::kind, Finding::chain)
        .contains(tuple(FindingKind.BEGINS_LATE, name(BUSY)))
        .contains(tuple(FindingKind.BEGINS_LATE, name(ChainId.HEADS)));
  }

  @Test
  void findsAChainThatWasRemovedThoughItWasInUseSince() {
    AuditReport report =
        verify(left(i -> i >= expired && chains.entries().get(i).chain() != SELDOM));

    assertThat(report.findings())
        .extracting(Finding::kind, Finding::chain)
        .containsExactly(tuple(FindingKind.REMOVED, name(SELDOM)));
  }

  @Test
  void findsEveryEntryThatIsRemovedFromWhatIsLeft() {
    for (int removed = expired + 1; removed < chains.entries().size() - 1; removed++) {
      int gone = removed;
      assertThat(verify(left(i -> i >= expired && i != gone)).isSound())
          .as("without entry %d of chain %d", gone, chains.entries().get(gone).chain())
          .isFalse();
    }
  }

  private AuditReport verify(List<byte[]> lines) {
    return Chains.verify(
        lines, new AuditVerifier.Demands(false, Optional.empty(), Instant.EPOCH, retained));
  }

  private List<byte[]> from(int first) {
    return left(i -> i >= first);
  }

  private List<byte[]> left(IntPredicate stays) {
    return IntStream.range(0, chains.entries().size())
        .filter(stays)
        .mapToObj(i -> chains.entries().get(i).bytes())
        .toList();
  }

  private static String name(int chain) {
    return new ChainId(Chains.REGION, Chains.JOB, chain).toString();
  }
}

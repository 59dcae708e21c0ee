package io.pixelated.streams.residency.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What a verification takes for sound: whole chains, parts of them, and what goes on from an
 * earlier one.
 */
class AuditVerifierTest {
  private static final int CHAIN = Chains.CHAIN;

  @Test
  void findsNothingWhereNothingIsWrong() {
    AuditReport report = Chains.verify(Chains.sample().lines());

    assertThat(report.findings()).isEmpty();
    assertThat(report.isSound()).isTrue();
    assertThat(report.verdicts()).isEqualTo(12);
    assertThat(report.unsigned()).isZero();
    assertThat(report.chains()).extracting(c -> c.id().chain()).containsExactly(3, 7, 24);
  }

  @Test
  void takesChainsInAnyOrder() {
    Chains chains = Chains.sample();
    List<byte[]> lines = new ArrayList<>(chains.lines(ChainId.HEADS));
    lines.addAll(chains.lines(CHAIN));
    lines.addAll(chains.lines(3));

    assertThat(Chains.verify(lines).findings()).isEmpty();
  }

  @Test
  void saysHowManyEntriesNoSignatureCoversYet() {
    AuditReport report = Chains.verify(Chains.sample().verdicts(CHAIN, 3).lines());

    assertThat(report.isSound()).isTrue();
    assertThat(report.unsigned()).isEqualTo(3);
  }

  @Test
  void saysOfVerdictsFromBeforeThereWereChainsWhatTheyAre() {
    List<byte[]> lines = new ArrayList<>(Chains.sample().lines());
    lines.add(0, "{\"id\":\"v-0\",\"region\":\"eu-central-1\"}".getBytes(UTF_8));
    lines.add(1, "ana".getBytes(UTF_8));
    lines.add(2, new byte[0]);

    AuditReport report = Chains.verify(lines);

    assertThat(report.findings())
        .extracting(Finding::kind)
        .containsExactly(FindingKind.UNREADABLE, FindingKind.UNREADABLE, FindingKind.UNREADABLE);
    assertThat(report.findings().get(0).text())
        .isEqualTo(
            "this is a verdict from before there were chains, or somebody else's: nothing proves it");
    assertThat(report.findings().get(1).text()).isEqualTo("this is no entry of a chain");
  }

  @Test
  void findsAChainWithoutItsBeginningUnlessAPartIsAskedFor() {
    List<byte[]> lines = new ArrayList<>(Chains.sample().lines());
    lines.subList(0, 4).clear();

    Chains.assertFound(Chains.verify(lines), FindingKind.BEGINS_LATE, Chains.name(CHAIN), 4);
    assertThat(
            Chains.verify(lines, new AuditVerifier.Demands(true, Optional.empty(), Instant.EPOCH))
                .findings())
        .isEmpty();
  }

  @Test
  void goesOnFromAReceiptWithoutWhatWasVerifiedBefore() {
    Chains chains = Chains.sample();
    List<ChainSummary> receipt = Chains.verify(chains.lines()).chains();
    int before = chains.lines().size();
    chains.verdicts(CHAIN, 2).anchor(CHAIN).heads();
    AuditVerifier verifier = new AuditVerifier(Chains.TRUSTED, AuditVerifier.Demands.WHOLE);
    receipt.stream().filter(seen -> seen.id().chain() != 3).forEach(verifier::note);
    for (byte[] line : chains.lines().subList(before, chains.lines().size())) {
      verifier.take("lines", 1, line, 0, line.length);
    }

    assertThat(verifier.finish().findings())
        .extracting(Finding::kind)
        .as("chain 3 is not in this part")
        .containsExactly(FindingKind.REMOVED);
  }

  @Test
  void findsThatThereIsNothingAtAll() {
    assertThat(Chains.verify(List.of()).isSound()).isFalse();
  }
}

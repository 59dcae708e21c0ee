package io.pixelated.streams.residency.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What a verification finds of chains that were cut, removed, begun anew or taken from elsewhere.
 */
class CutChainsTest {
  private static final int CHAIN = Chains.CHAIN;

  @Test
  void findsACutTail() {
    List<byte[]> lines =
        Chains.sample().entries().stream()
            .filter(entry -> entry.chain() != CHAIN || entry.index() < 10)
            .map(Appended::bytes)
            .toList();

    AuditReport report = Chains.verify(lines);

    Chains.assertFound(report, FindingKind.CUT, Chains.name(CHAIN), 10);
  }

  @Test
  void findsAChainThatWasRemoved() {
    Chains chains = Chains.sample();
    List<byte[]> lines = new ArrayList<>(chains.lines(CHAIN));
    lines.addAll(chains.lines(ChainId.HEADS));

    Chains.assertFound(Chains.verify(lines), FindingKind.REMOVED, Chains.name(3), 0);
  }

  @Test
  void findsThatAllChainsWereCutAtOnceByTheTimeOfTheLastSignature() {
    List<byte[]> lines = Chains.sample().lines();
    Instant asked = Instant.ofEpochMilli(Chains.BEGAN + 3_600_000);

    AuditReport report =
        Chains.verify(lines, new AuditVerifier.Demands(false, Optional.empty(), asked));

    Chains.assertFound(report, FindingKind.STALE, Chains.name(ChainId.HEADS), -1);
  }

  @Test
  void findsThatAllChainsWereCutAtOnceByAReceipt() {
    Chains chains = Chains.sample();
    List<byte[]> before = List.copyOf(chains.lines());
    List<ChainSummary> receipt =
        Chains.verify(chains.verdicts(CHAIN, 1).anchor(CHAIN).heads().lines()).chains();
    AuditVerifier verifier = new AuditVerifier(Chains.TRUSTED, AuditVerifier.Demands.WHOLE);
    receipt.forEach(verifier::note);
    for (byte[] line : before) {
      verifier.take("lines", 1, line, 0, line.length);
    }

    AuditReport report = verifier.finish();

    Chains.assertFound(report, FindingKind.CUT, Chains.name(CHAIN), 13);
    Chains.assertFound(report, FindingKind.CUT, Chains.name(ChainId.HEADS), 1);
  }

  @Test
  void findsRegionAnchorsThatEndEarly() {
    Chains chains = Chains.sample().after(3_600_000).anchor(CHAIN);

    Chains.assertFound(
        Chains.verify(chains.lines()), FindingKind.STALE, Chains.name(ChainId.HEADS), -1);
  }

  @Test
  void findsThatThereAreNoRegionAnchors() {
    Chains chains = Chains.sample();
    List<byte[]> lines = new ArrayList<>(chains.lines(CHAIN));
    lines.addAll(chains.lines(3));

    Chains.assertFound(
        Chains.verify(lines), FindingKind.NOT_ANCHORED, Chains.name(ChainId.HEADS), -1);
  }

  @Test
  void findsTheRecordsOfAnotherRegion() {
    Chains other = new Chains("us-east-1", Chains.BEGAN).verdicts(CHAIN, 2);
    List<byte[]> lines = new ArrayList<>(Chains.sample().lines());
    lines.add(4, other.lines().get(1));
    AuditVerifier.Demands demands =
        new AuditVerifier.Demands(false, Optional.of(Chains.REGION), Instant.EPOCH);

    Chains.assertFound(
        Chains.verify(lines, demands),
        FindingKind.MISPLACED,
        new ChainId("us-east-1", Chains.JOB, CHAIN).toString(),
        1);
    assertThat(Chains.verify(lines).isSound()).isFalse();
  }

  @Test
  void findsAChainThatBeganAnew() {
    Chains again = new Chains(Chains.REGION, Chains.BEGAN + 1_000_000).verdicts(CHAIN, 2).heads();
    List<byte[]> lines = new ArrayList<>(Chains.sample().lines());
    lines.addAll(again.lines());

    Chains.assertFound(Chains.verify(lines), FindingKind.BEGUN_ANEW, Chains.name(CHAIN), 0);
  }

  @Test
  void isNotLedAstrayByABeginningThatNobodyTrustedSigned() {
    List<byte[]> lines = new ArrayList<>(Chains.sample().lines());
    Chains forged = new Chains(Chains.REGION, Chains.BEGAN + 1_000_000);
    forged.anchor(CHAIN, Chains.key(Chains.REGION, "k1", 2));
    lines.add(4, forged.lines().get(0));

    AuditReport report = Chains.verify(lines);

    assertThat(report.problems()).isEqualTo(1);
    Chains.assertFound(report, FindingKind.MISPLACED, Chains.name(CHAIN), 0);
  }
}

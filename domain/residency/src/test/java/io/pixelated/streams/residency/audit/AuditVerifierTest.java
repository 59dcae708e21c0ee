package io.pixelated.streams.residency.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AuditVerifierTest {
  private static final int CHAIN = 7;

  /** Chains 7 and 3; signed at their ends, the region's heads last. */
  private static Chains sample() {
    return Chains.ofRegion()
        .verdicts(CHAIN, 5)
        .anchor(CHAIN)
        .verdicts(3, 2)
        .verdicts(CHAIN, 5)
        .anchor(CHAIN)
        .anchor(3)
        .heads();
  }

  private static void assertFound(AuditReport report, FindingKind kind, String chain, long index) {
    assertThat(report.findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.kind()).isEqualTo(kind);
              assertThat(finding.chain()).isEqualTo(chain);
              assertThat(finding.index()).isEqualTo(index);
            });
  }

  private static String name(int chain) {
    return new ChainId(Chains.REGION, Chains.JOB, chain).toString();
  }

  @Test
  void findsNothingWhereNothingIsWrong() {
    AuditReport report = Chains.verify(sample().lines());

    assertThat(report.findings()).isEmpty();
    assertThat(report.isSound()).isTrue();
    assertThat(report.verdicts()).isEqualTo(12);
    assertThat(report.unsigned()).isZero();
    assertThat(report.chains()).extracting(c -> c.id().chain()).containsExactly(3, 7, 24);
  }

  @Test
  void takesChainsInAnyOrder() {
    Chains chains = sample();
    List<byte[]> lines = new ArrayList<>(chains.lines(ChainId.HEADS));
    lines.addAll(chains.lines(CHAIN));
    lines.addAll(chains.lines(3));

    assertThat(Chains.verify(lines).findings()).isEmpty();
  }

  @Test
  void saysHowManyEntriesNoSignatureCoversYet() {
    AuditReport report = Chains.verify(sample().verdicts(CHAIN, 3).lines());

    assertThat(report.isSound()).isTrue();
    assertThat(report.unsigned()).isEqualTo(3);
  }

  /** One bit of every byte; with -Pexhaustive every bit. */
  @Test
  void findsEveryAlteredByte() {
    byte[] file = Chains.file(Chains.ofRegion().verdicts(CHAIN, 2).anchor(CHAIN).heads().lines());
    assertThat(Chains.isSoundSoFar(file)).isTrue();
    int bits = Boolean.getBoolean("streams.exhaustive") ? 8 : 1;

    // Without its last line break the file is as good.
    for (int i = 0; i < file.length - 1; i++) {
      byte original = file[i];
      for (int bit = i; bit < i + bits; bit++) {
        file[i] = (byte) (original ^ (1 << (bit % 8)));
        assertThat(Chains.isSoundSoFar(file)).as("byte %d, bit %d", i, bit % 8).isFalse();
      }
      file[i] = original;
    }
  }

  /** Of a chain of 10,000 entries; with -Pexhaustive, of a million. */
  @Test
  void findsAFlippedByteAnywhereInALongChain() {
    boolean exhaustive = Boolean.getBoolean("streams.exhaustive");
    Chains chains = Chains.ofRegion();
    for (int i = 0; i < (exhaustive ? 1_000 : 10); i++) {
      chains.verdicts(CHAIN, 1_000).anchor(CHAIN);
    }
    byte[] file = Chains.file(chains.heads().lines());
    Random random = new Random(7);

    for (int i = 0; i < (exhaustive ? 100 : 20); i++) {
      int at = random.nextInt(file.length - 1);
      byte original = file[at];
      file[at] = (byte) (original ^ (1 << random.nextInt(8)));
      assertThat(Chains.isSoundSoFar(file)).as("byte %d", at).isFalse();
      file[at] = original;
    }
    assertThat(Chains.isSoundSoFar(file)).isTrue();
  }

  @Test
  void findsEveryRemovedEntryThatASignatureCovers() {
    List<byte[]> lines = sample().lines();
    for (int i = 0; i < lines.size(); i++) {
      List<byte[]> others = new ArrayList<>(lines);
      others.remove(i);
      assertThat(Chains.verify(others).isSound()).as("without line %d", i + 1).isFalse();
    }
  }

  @Test
  void findsEverySwapOfTwoEntriesOfAChain() {
    List<byte[]> lines = sample().lines();
    List<Appended> entries = sample().entries();
    for (int i = 0; i < lines.size(); i++) {
      for (int j = i + 1; j < lines.size(); j++) {
        if (entries.get(i).chain() == entries.get(j).chain()) {
          List<byte[]> swapped = new ArrayList<>(lines);
          Collections.swap(swapped, i, j);
          assertThat(Chains.verify(swapped).isSound()).as("%d and %d", i + 1, j + 1).isFalse();
        }
      }
    }
  }

  @Test
  void namesTheEntryThatWasAltered() {
    List<byte[]> lines = sample().lines();
    byte[] line = lines.get(3);
    line[line.length - 5] ^= 1;

    AuditReport report = Chains.verify(lines);

    assertThat(report.problems()).isEqualTo(1);
    assertFound(report, FindingKind.ALTERED, name(CHAIN), 3);
    assertThat(report.findings().get(0).number()).isEqualTo(4);
  }

  @Test
  void saysOfVerdictsFromBeforeThereWereChainsWhatTheyAre() {
    List<byte[]> lines = new ArrayList<>(sample().lines());
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
  void namesTheGapWhereEntriesWereRemoved() {
    List<byte[]> lines = new ArrayList<>(sample().lines());
    lines.subList(2, 4).clear();

    AuditReport report = Chains.verify(lines);

    assertFound(report, FindingKind.MISSING, name(CHAIN), 2);
    assertThat(report.findings().get(0).text()).isEqualTo("2 entries up to index 3 are not there");
  }

  @Test
  void tellsAnEntryThatComesLateFromOneThatWasRemoved() {
    List<byte[]> lines = new ArrayList<>(sample().lines());
    Collections.swap(lines, 2, 3);

    AuditReport report = Chains.verify(lines);

    assertFound(report, FindingKind.MISSING, name(CHAIN), 2);
    assertFound(report, FindingKind.REORDERED, name(CHAIN), 2);
    assertThat(report.problems()).isEqualTo(2);
  }

  @Test
  void findsAnEntryThatIsPlayedAgain() {
    List<byte[]> lines = new ArrayList<>(sample().lines());
    lines.add(5, lines.get(3));

    assertFound(Chains.verify(lines), FindingKind.REPEATED, name(CHAIN), 3);
  }

  @Test
  void findsAnOldAnchorThatIsPlayedAgain() {
    List<byte[]> lines = new ArrayList<>(sample().lines());
    lines.add(lines.get(6));

    assertFound(Chains.verify(lines), FindingKind.REPEATED, name(CHAIN), 6);
  }

  @Test
  void findsAnInsertedEntryThoughItsHashIsGood() {
    Chains chains = sample();
    List<byte[]> lines = new ArrayList<>(chains.lines());
    ChainHead head = headAfter(chains, 3);
    byte[] forged =
        new ChainWriter(new ChainId(Chains.REGION, Chains.JOB, CHAIN), head)
            .verdict("forged", "{\"id\":\"forged\"}".getBytes(UTF_8))
            .bytes();
    lines.add(4, forged);

    AuditReport report = Chains.verify(lines);

    assertFound(report, FindingKind.REPEATED, name(CHAIN), 4);
    assertFound(report, FindingKind.UNLINKED, name(CHAIN), 5);
  }

  @Test
  void findsWhereAChainWasWrittenAnewWithoutTheKey() {
    Chains chains = sample();
    List<byte[]> lines = new ArrayList<>();
    SigningKey other = Chains.key(Chains.REGION, "k1", 2);
    Chains forged = Chains.ofRegion().anchor(CHAIN, other).verdicts(CHAIN, 4).anchor(CHAIN, other);
    lines.addAll(forged.lines(CHAIN));
    lines.addAll(chains.lines(3));
    lines.addAll(chains.lines(ChainId.HEADS));

    AuditReport report = Chains.verify(lines);

    assertFound(report, FindingKind.BAD_SIGNATURE, name(CHAIN), 0);
    assertFound(report, FindingKind.BAD_SIGNATURE, name(CHAIN), 5);
    assertFound(report, FindingKind.NOT_ANCHORED, name(CHAIN), 0);
    assertFound(report, FindingKind.CUT, name(CHAIN), 6);
  }

  @Test
  void findsAnEntryRewrittenWithAllThatFollowsIt() {
    Chains chains = sample();
    ChainWriter writer =
        new ChainWriter(new ChainId(Chains.REGION, Chains.JOB, CHAIN), headAfter(chains, 2));
    List<byte[]> lines = new ArrayList<>(chains.lines());
    // Entries 3 to 5 of the chain, and its anchor as it was signed.
    for (int i = 3; i <= 5; i++) {
      lines.set(i, writer.verdict("v", Chains.body(CHAIN, 100 + i)).bytes());
    }

    AuditReport report = Chains.verify(lines);

    assertFound(report, FindingKind.UNLINKED, name(CHAIN), 6);
  }

  @Test
  void findsAKeyThatNobodyTrusts() {
    Chains chains = Chains.ofRegion().verdicts(CHAIN, 1);
    chains.anchor(CHAIN, Chains.key(Chains.REGION, "k9", 9));

    assertFound(Chains.verify(chains.lines()), FindingKind.UNKNOWN_KEY, name(CHAIN), 2);
  }

  @Test
  void findsACutTail() {
    List<byte[]> lines =
        sample().entries().stream()
            .filter(entry -> entry.chain() != CHAIN || entry.index() < 10)
            .map(Appended::bytes)
            .toList();

    AuditReport report = Chains.verify(lines);

    assertFound(report, FindingKind.CUT, name(CHAIN), 10);
  }

  @Test
  void findsAChainThatWasRemoved() {
    Chains chains = sample();
    List<byte[]> lines = new ArrayList<>(chains.lines(CHAIN));
    lines.addAll(chains.lines(ChainId.HEADS));

    assertFound(Chains.verify(lines), FindingKind.REMOVED, name(3), 0);
  }

  @Test
  void findsThatAllChainsWereCutAtOnceByTheTimeOfTheLastSignature() {
    List<byte[]> lines = sample().lines();
    Instant asked = Instant.ofEpochMilli(Chains.BEGAN + 3_600_000);

    AuditReport report =
        Chains.verify(lines, new AuditVerifier.Demands(false, Optional.empty(), asked));

    assertFound(report, FindingKind.STALE, name(ChainId.HEADS), -1);
  }

  @Test
  void findsThatAllChainsWereCutAtOnceByAReceipt() {
    Chains chains = sample();
    List<byte[]> before = List.copyOf(chains.lines());
    List<ChainSummary> receipt =
        Chains.verify(chains.verdicts(CHAIN, 1).anchor(CHAIN).heads().lines()).chains();
    AuditVerifier verifier = new AuditVerifier(Chains.TRUSTED, AuditVerifier.Demands.WHOLE);
    receipt.forEach(verifier::note);
    for (byte[] line : before) {
      verifier.take("lines", 1, line, 0, line.length);
    }

    AuditReport report = verifier.finish();

    assertFound(report, FindingKind.CUT, name(CHAIN), 13);
    assertFound(report, FindingKind.CUT, name(ChainId.HEADS), 1);
  }

  @Test
  void findsRegionAnchorsThatEndEarly() {
    Chains chains = sample().after(3_600_000).anchor(CHAIN);

    assertFound(Chains.verify(chains.lines()), FindingKind.STALE, name(ChainId.HEADS), -1);
  }

  @Test
  void findsThatThereAreNoRegionAnchors() {
    Chains chains = sample();
    List<byte[]> lines = new ArrayList<>(chains.lines(CHAIN));
    lines.addAll(chains.lines(3));

    assertFound(Chains.verify(lines), FindingKind.NOT_ANCHORED, name(ChainId.HEADS), -1);
  }

  @Test
  void findsTheRecordsOfAnotherRegion() {
    Chains other = new Chains("us-east-1", Chains.BEGAN).verdicts(CHAIN, 2);
    List<byte[]> lines = new ArrayList<>(sample().lines());
    lines.add(4, other.lines().get(1));
    AuditVerifier.Demands demands =
        new AuditVerifier.Demands(false, Optional.of(Chains.REGION), Instant.EPOCH);

    assertFound(
        Chains.verify(lines, demands),
        FindingKind.MISPLACED,
        new ChainId("us-east-1", Chains.JOB, CHAIN).toString(),
        1);
    assertThat(Chains.verify(lines).isSound()).isFalse();
  }

  @Test
  void findsAChainThatBeganAnew() {
    Chains again = new Chains(Chains.REGION, Chains.BEGAN + 1_000_000).verdicts(CHAIN, 2).heads();
    List<byte[]> lines = new ArrayList<>(sample().lines());
    lines.addAll(again.lines());

    assertFound(Chains.verify(lines), FindingKind.BEGUN_ANEW, name(CHAIN), 0);
  }

  @Test
  void isNotLedAstrayByABeginningThatNobodyTrustedSigned() {
    List<byte[]> lines = new ArrayList<>(sample().lines());
    Chains forged = new Chains(Chains.REGION, Chains.BEGAN + 1_000_000);
    forged.anchor(CHAIN, Chains.key(Chains.REGION, "k1", 2));
    lines.add(4, forged.lines().get(0));

    AuditReport report = Chains.verify(lines);

    assertThat(report.problems()).isEqualTo(1);
    assertFound(report, FindingKind.MISPLACED, name(CHAIN), 0);
  }

  @Test
  void findsAChainWithoutItsBeginningUnlessAPartIsAskedFor() {
    List<byte[]> lines = new ArrayList<>(sample().lines());
    lines.subList(0, 4).clear();

    assertFound(Chains.verify(lines), FindingKind.BEGINS_LATE, name(CHAIN), 4);
    assertThat(
            Chains.verify(lines, new AuditVerifier.Demands(true, Optional.empty(), Instant.EPOCH))
                .findings())
        .isEmpty();
  }

  @Test
  void goesOnFromAReceiptWithoutWhatWasVerifiedBefore() {
    Chains chains = sample();
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

  private static ChainHead headAfter(Chains chains, long index) {
    Appended entry =
        chains.entries().stream()
            .filter(e -> e.chain() == CHAIN && e.index() == index)
            .findFirst()
            .orElseThrow();
    return new ChainHead(entry.epoch(), index + 1, entry.hash(), index, index);
  }
}

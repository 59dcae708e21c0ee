package io.pixelated.streams.residency.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a verification finds of entries that were altered, removed, moved or put in. */
class TamperedEntriesTest {
  private static final int CHAIN = Chains.CHAIN;

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
    List<byte[]> lines = Chains.sample().lines();
    for (int i = 0; i < lines.size(); i++) {
      List<byte[]> others = new ArrayList<>(lines);
      others.remove(i);
      assertThat(Chains.verify(others).isSound()).as("without line %d", i + 1).isFalse();
    }
  }

  @Test
  void findsEverySwapOfTwoEntriesOfAChain() {
    List<byte[]> lines = Chains.sample().lines();
    List<Appended> entries = Chains.sample().entries();
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
    List<byte[]> lines = Chains.sample().lines();
    byte[] line = lines.get(3);
    line[line.length - 5] ^= 1;

    AuditReport report = Chains.verify(lines);

    assertThat(report.problems()).isEqualTo(1);
    Chains.assertFound(report, FindingKind.ALTERED, Chains.name(CHAIN), 3);
    assertThat(report.findings().get(0).number()).isEqualTo(4);
  }

  @Test
  void namesTheGapWhereEntriesWereRemoved() {
    List<byte[]> lines = new ArrayList<>(Chains.sample().lines());
    lines.subList(2, 4).clear();

    AuditReport report = Chains.verify(lines);

    Chains.assertFound(report, FindingKind.MISSING, Chains.name(CHAIN), 2);
    assertThat(report.findings().get(0).text()).isEqualTo("2 entries up to index 3 are not there");
  }

  @Test
  void tellsAnEntryThatComesLateFromOneThatWasRemoved() {
    List<byte[]> lines = new ArrayList<>(Chains.sample().lines());
    Collections.swap(lines, 2, 3);

    AuditReport report = Chains.verify(lines);

    Chains.assertFound(report, FindingKind.MISSING, Chains.name(CHAIN), 2);
    Chains.assertFound(report, FindingKind.REORDERED, Chains.name(CHAIN), 2);
    assertThat(report.problems()).isEqualTo(2);
  }

  @Test
  void findsAnEntryThatIsPlayedAgain() {
    List<byte[]> lines = new ArrayList<>(Chains.sample().lines());
    lines.add(5, lines.get(3));

    Chains.assertFound(Chains.verify(lines), FindingKind.REPEATED, Chains.name(CHAIN), 3);
  }

  @Test
  void findsAnOldAnchorThatIsPlayedAgain() {
    List<byte[]> lines = new ArrayList<>(Chains.sample().lines());
    lines.add(lines.get(6));

    Chains.assertFound(Chains.verify(lines), FindingKind.REPEATED, Chains.name(CHAIN), 6);
  }

  @Test
  void findsAnInsertedEntryThoughItsHashIsGood() {
    Chains chains = Chains.sample();
    List<byte[]> lines = new ArrayList<>(chains.lines());
    ChainHead head = headAfter(chains, 3);
    byte[] forged =
        new ChainWriter(new ChainId(Chains.REGION, Chains.JOB, CHAIN), head)
            .verdict("forged", "{\"id\":\"forged\"}".getBytes(UTF_8))
            .bytes();
    lines.add(4, forged);

    AuditReport report = Chains.verify(lines);

    Chains.assertFound(report, FindingKind.REPEATED, Chains.name(CHAIN), 4);
    Chains.assertFound(report, FindingKind.UNLINKED, Chains.name(CHAIN), 5);
  }

  @Test
  void findsWhereAChainWasWrittenAnewWithoutTheKey() {
    Chains chains = Chains.sample();
    List<byte[]> lines = new ArrayList<>();
    SigningKey other = Chains.key(Chains.REGION, "k1", 2);
    Chains forged = Chains.ofRegion().anchor(CHAIN, other).verdicts(CHAIN, 4).anchor(CHAIN, other);
    lines.addAll(forged.lines(CHAIN));
    lines.addAll(chains.lines(3));
    lines.addAll(chains.lines(ChainId.HEADS));

    AuditReport report = Chains.verify(lines);

    Chains.assertFound(report, FindingKind.BAD_SIGNATURE, Chains.name(CHAIN), 0);
    Chains.assertFound(report, FindingKind.BAD_SIGNATURE, Chains.name(CHAIN), 5);
    Chains.assertFound(report, FindingKind.NOT_ANCHORED, Chains.name(CHAIN), 0);
    Chains.assertFound(report, FindingKind.CUT, Chains.name(CHAIN), 6);
  }

  @Test
  void findsAnEntryRewrittenWithAllThatFollowsIt() {
    Chains chains = Chains.sample();
    ChainWriter writer =
        new ChainWriter(new ChainId(Chains.REGION, Chains.JOB, CHAIN), headAfter(chains, 2));
    List<byte[]> lines = new ArrayList<>(chains.lines());
    // Entries 3 to 5 of the chain, and its anchor as it was signed.
    for (int i = 3; i <= 5; i++) {
      lines.set(i, writer.verdict("v", Chains.body(CHAIN, 100 + i)).bytes());
    }

    AuditReport report = Chains.verify(lines);

    Chains.assertFound(report, FindingKind.UNLINKED, Chains.name(CHAIN), 6);
  }

  @Test
  void findsAKeyThatNobodyTrusts() {
    Chains chains = Chains.ofRegion().verdicts(CHAIN, 1);
    chains.anchor(CHAIN, Chains.key(Chains.REGION, "k9", 9));

    Chains.assertFound(
        Chains.verify(chains.lines()), FindingKind.UNKNOWN_KEY, Chains.name(CHAIN), 2);
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

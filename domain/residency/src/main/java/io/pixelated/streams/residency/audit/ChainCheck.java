package io.pixelated.streams.residency.audit;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Checks one chain, entry by entry, in bounded memory. */
final class ChainCheck {
  private static final int MOST_LIVES = 64;
  private static final int MOST_GAPS = 1_000;

  private final ChainId id;
  private final String name;
  private final PublicKeys keys;
  private final Findings findings;
  private final AuditVerifier.Demands demands;

  private final List<ChainLife> lives = new ArrayList<>();
  private final List<long[]> gaps = new ArrayList<>();
  private final List<Claim> noted = new ArrayList<>();
  private ChainLife life;

  ChainCheck(ChainId id, PublicKeys keys, Findings findings, AuditVerifier.Demands demands) {
    this.id = id;
    this.name = id.toString();
    this.keys = keys;
    this.findings = findings;
    this.demands = demands;
  }

  ChainId id() {
    return id;
  }

  String name() {
    return name;
  }

  List<ChainLife> lives() {
    return lives;
  }

  /** Says what the chain was known to have before anything was read. */
  void note(Claim claim) {
    noted.add(claim);
  }

  List<Claim> noted() {
    return noted;
  }

  /** Whether an entry is the one that comes next. */
  boolean expects(Entry entry) {
    return life != null
        && entry.epoch() == life.epoch()
        && entry.index() == life.next()
        && life.isFollowedBy(entry);
  }

  /** Takes an entry that comes next, though its bytes are not those of its hash. */
  void takeAltered(Entry entry, byte[] hash) {
    findings.here(
        FindingKind.ALTERED, name, entry.index(), "its bytes are not those that its hash is of");
    life.advanceAltered(entry, hash);
  }

  /**
   * Takes an entry whose hash is good.
   *
   * @return what it says, if it bears a valid signature
   */
  Optional<SignedBody> take(Entry entry, byte[] hash) {
    if (life == null || isNewBeginning(entry)) {
      begin(entry);
    } else if (entry.epoch() != life.epoch()) {
      findings.here(
          FindingKind.MISPLACED,
          name,
          entry.index(),
          "it is of a chain that began at %d; here stands the one that began at %d"
              .formatted(entry.epoch(), life.epoch()));
      return Optional.empty();
    }
    if (entry.index() < life.next()) {
      passed(entry);
      return Optional.empty();
    }
    if (entry.index() > life.next()) {
      gap(life.next(), entry.index() - 1);
    } else if (!life.isFollowedBy(entry)) {
      findings.here(
          FindingKind.UNLINKED,
          name,
          entry.index(),
          "it does not build on the entry before it: one of both is not the original");
    }
    life.advance(entry, hash);
    compareWithNoted(entry, hash);
    return entry.kind().isSigned() ? signed(entry) : Optional.empty();
  }

  /** Nobody without the key may end a chain by beginning another in its place. */
  private boolean isNewBeginning(Entry entry) {
    return entry.epoch() > life.epoch()
        && entry.index() == 0
        && entry.kind().isSigned()
        && SignedBody.read(entry)
            .flatMap(body -> keys.find(id.region(), body.key()))
            .filter(key -> SignedBody.isSignedBy(key, entry))
            .isPresent();
  }

  private void begin(Entry entry) {
    if (life != null) {
      findings.here(
          FindingKind.BEGUN_ANEW,
          name,
          0,
          "the chain ended at index %d, of which the last %d entries are unsigned, and began again"
              .formatted(life.next() - 1, life.summary().unsigned()));
    }
    gaps.clear();
    life = new ChainLife(id, entry.epoch(), entry.index());
    if (lives.size() < MOST_LIVES) {
      lives.add(life);
    } else {
      findings.here(
          FindingKind.BEGUN_ANEW, name, 0, "the chain began more often than is kept track of");
    }
    if (entry.index() == 0 && !entry.kind().isSigned()) {
      findings.here(FindingKind.NOT_ANCHORED, name, 0, "a chain begins with a signed entry");
    }
    if (entry.index() == 0 || demands.part() || goesOnFromNoted(entry)) {
      return;
    }
    if (demands.allowsRetention()) {
      life.beginsLate(); // how old they are, region anchors tell that may not have been read yet
    } else {
      findings.here(
          FindingKind.BEGINS_LATE,
          name,
          entry.index(),
          "the %d entries before it are not there".formatted(entry.index()));
    }
  }

  private boolean goesOnFromNoted(Entry entry) {
    return noted.stream()
        .anyMatch(
            claim ->
                claim.epoch() == entry.epoch()
                    && claim.index() == entry.index() - 1
                    && entry.follows(HexFormat.of().parseHex(claim.hash())));
  }

  private void passed(Entry entry) {
    boolean wasMissed =
        gaps.stream().anyMatch(gap -> gap[0] <= entry.index() && entry.index() <= gap[1]);
    if (wasMissed) {
      findings.here(
          FindingKind.REORDERED,
          name,
          entry.index(),
          "it comes after the entry of index %d".formatted(life.next() - 1));
    } else {
      findings.here(
          FindingKind.REPEATED,
          name,
          entry.index(),
          "the chain is at index %d already: inserted, played again or forked"
              .formatted(life.next() - 1));
    }
  }

  private void gap(long from, long to) {
    findings.here(
        FindingKind.MISSING,
        name,
        from,
        from == to
            ? "the entry is not there"
            : "%d entries up to index %d are not there".formatted(to - from + 1, to));
    if (gaps.size() < MOST_GAPS) {
      gaps.add(new long[] {from, to});
    }
  }

  private void compareWithNoted(Entry entry, byte[] hash) {
    for (Claim claim : noted) {
      if (claim.epoch() == entry.epoch()
          && claim.index() == entry.index()
          && !claim.hash().equals(HexFormat.of().formatHex(hash))) {
        findings.here(
            FindingKind.CONTRADICTED, name, entry.index(), "it is another than the one noted");
      }
    }
  }

  private Optional<SignedBody> signed(Entry entry) {
    Optional<SignedBody> body = SignedBody.read(entry);
    if (body.isEmpty()) {
      findings.here(FindingKind.BAD_SIGNATURE, name, entry.index(), "it has no signature");
      return Optional.empty();
    }
    SignedBody said = body.get();
    Optional<PublicKeyText> key = keys.find(id.region(), said.key());
    if (key.isEmpty()) {
      findings.here(
          FindingKind.UNKNOWN_KEY,
          name,
          entry.index(),
          "no key of that id of the region is among the public keys given");
      return Optional.empty();
    }
    if (!SignedBody.isSignedBy(key.get(), entry)) {
      findings.here(
          FindingKind.BAD_SIGNATURE,
          name,
          entry.index(),
          "the key %s did not sign this: it or an entry since index %d is not the original"
              .formatted(key.get().id(), life.next() - life.summary().unsigned()));
      return Optional.empty();
    }
    if (entry.kind() == EntryKind.ANCHOR && life.isWhole() && said.verdicts() != life.verdicts()) {
      findings.here(
          FindingKind.MISCOUNTED,
          name,
          entry.index(),
          "it counts %d verdicts, there are %d".formatted(said.verdicts(), life.verdicts()));
    }
    life.sign(said.time());
    return body;
  }
}

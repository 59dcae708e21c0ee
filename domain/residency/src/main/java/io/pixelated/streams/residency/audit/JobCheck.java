package io.pixelated.streams.residency.audit;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Checks the chains of one region's job, and each against what the region anchors say of it. */
final class JobCheck {
  private static final int MOST_CLAIMS = 4_096;

  /** What may lie between two region anchors beyond what they promise: pauses, clocks. */
  private static final long PATIENCE_MILLIS = 60_000;

  private final ChainId heads;
  private final PublicKeys keys;
  private final Findings findings;
  private final boolean part;
  private final ChainCheck[] checks = new ChainCheck[ChainId.HEADS + 1];
  private final List<Deque<Claim>> claims = new ArrayList<>();
  private long promised;

  JobCheck(ChainId any, PublicKeys keys, Findings findings, boolean part) {
    this.heads = any.other(ChainId.HEADS);
    this.keys = keys;
    this.findings = findings;
    this.part = part;
    for (int i = 0; i < ChainId.VERDICT_CHAINS; i++) {
      claims.add(new ArrayDeque<>());
    }
  }

  ChainId heads() {
    return heads;
  }

  /** The check of a chain, which begins with this. */
  ChainCheck chain(int number) {
    if (checks[number] == null) {
      checks[number] = new ChainCheck(heads.other(number), keys, findings, part);
    }
    return checks[number];
  }

  /** The check of a chain; null if none has begun. */
  ChainCheck begun(int number) {
    return checks[number];
  }

  void take(Entry entry, byte[] hash) {
    if ((entry.chain() == ChainId.HEADS) != (entry.kind() == EntryKind.HEADS)) {
      findings.here(
          FindingKind.MISPLACED,
          chain(entry.chain()).name(),
          entry.index(),
          "such an entry belongs in another chain");
    }
    Optional<SignedBody> signed = chain(entry.chain()).take(entry, hash);
    if (entry.kind() == EntryKind.HEADS && signed.isPresent()) {
      promised = Math.max(promised, signed.get().every());
      signed.get().heads().forEach(this::remember);
    }
  }

  private void remember(Claim claim) {
    if (claim.chain() < 0 || claim.chain() >= ChainId.VERDICT_CHAINS) {
      return;
    }
    Deque<Claim> known = claims.get(claim.chain());
    if (!claim.equals(known.peekLast())) {
      known.addLast(claim);
      if (known.size() > MOST_CLAIMS) {
        known.removeFirst();
      }
    }
  }

  /** Whether a region anchor tells of entries that have not been read. */
  boolean isAwaiting() {
    return claims.stream()
        .map(Deque::peekLast)
        .anyMatch(claim -> claim != null && !isReached(claim));
  }

  private boolean isReached(Claim claim) {
    ChainCheck check = checks[claim.chain()];
    return check != null
        && check.lives().stream()
            .anyMatch(life -> life.epoch() == claim.epoch() && claim.index() < life.next());
  }

  List<ChainSummary> summaries() {
    List<ChainSummary> all = new ArrayList<>();
    for (ChainCheck check : checks) {
      if (check != null) {
        check.lives().forEach(life -> all.add(life.summary()));
      }
    }
    return all;
  }

  /**
   * Compares what has been read with what was signed and noted.
   *
   * @param until when the last region anchor may have been made at the earliest, epoch milliseconds
   */
  void finish(long until) {
    for (Deque<Claim> known : claims) {
      compare(known, "the region anchors");
    }
    for (ChainCheck check : checks) {
      if (check != null) {
        compare(check.noted(), "the receipt");
        check.lives().stream().filter(life -> !life.isAnchored()).forEach(this::notAnchored);
      }
    }
    if (!part || checks[ChainId.HEADS] != null) {
      compareTimes(until);
    }
  }

  private void notAnchored(ChainLife life) {
    findings.overall(
        FindingKind.NOT_ANCHORED,
        life.summary().id().toString(),
        life.first(),
        "none of its entries up to index %d is covered by a valid signature"
            .formatted(life.next() - 1));
  }

  /** Compares claims about one chain; what is wrong with it is said once. */
  private void compare(Iterable<Claim> known, String where) {
    Finding worst = null;
    for (Claim claim : known) {
      Optional<Finding> finding = compare(claim, where);
      if (finding.isPresent() && (worst == null || worst.kind() != FindingKind.CONTRADICTED)) {
        worst = finding.get();
      }
    }
    if (worst != null) {
      findings.overall(worst.kind(), worst.chain(), worst.index(), worst.text());
    }
  }

  private Optional<Finding> compare(Claim claim, String where) {
    String name = heads.other(claim.chain()).toString();
    ChainCheck check = checks[claim.chain()];
    if (check == null || check.lives().isEmpty()) {
      return part
          ? Optional.empty()
          : found(FindingKind.REMOVED, name, 0, where, claim, "nothing of it");
    }
    Optional<ChainLife> life =
        check.lives().stream().filter(l -> l.epoch() == claim.epoch()).findFirst();
    if (life.isEmpty()) {
      boolean isBefore = claim.epoch() < check.lives().get(0).epoch();
      return part && isBefore
          ? Optional.empty()
          : found(
              FindingKind.REMOVED,
              name,
              0,
              where,
              claim,
              "nothing of what began at " + claim.epoch());
    }
    long next = life.get().next();
    if (claim.index() >= next) {
      return found(FindingKind.CUT, name, next, where, claim, "entries up to index " + (next - 1));
    }
    String hash = life.get().signedAt(claim.index());
    return hash == null || hash.equals(claim.hash())
        ? Optional.empty()
        : found(FindingKind.CONTRADICTED, name, claim.index(), where, claim, "another entry there");
  }

  private static Optional<Finding> found(
      FindingKind kind, String chain, long index, String where, Claim claim, String there) {
    String text = "index %d is known from %s, there is %s".formatted(claim.index(), where, there);
    return Optional.of(new Finding(kind, chain, index, "", 0, text));
  }

  private void compareTimes(long until) {
    ChainCheck region = checks[ChainId.HEADS];
    if (region == null || region.lives().isEmpty()) {
      findings.overall(
          FindingKind.NOT_ANCHORED,
          heads.toString(),
          -1,
          "there is no region anchor: a chain that was cut or removed would not show");
      return;
    }
    long told = region.lives().stream().mapToLong(ChainLife::anchored).max().orElse(0);
    long latest = 0;
    for (ChainSummary summary : summaries()) {
      latest = Math.max(latest, summary.anchored());
    }
    if (told < until) {
      findings.overall(
          FindingKind.STALE,
          heads.toString(),
          -1,
          "the last region anchor is of %s, one since %s was asked for"
              .formatted(Instant.ofEpochMilli(told), Instant.ofEpochMilli(until)));
    }
    if (told + 2 * promised + PATIENCE_MILLIS < latest) {
      findings.overall(
          FindingKind.STALE,
          heads.toString(),
          -1,
          "the last region anchor is of %s, but chains are signed until %s"
              .formatted(Instant.ofEpochMilli(told), Instant.ofEpochMilli(latest)));
    }
  }
}

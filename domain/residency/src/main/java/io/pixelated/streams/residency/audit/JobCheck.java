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

  /** A region anchor comes after so many intervals at the latest, though nothing was signed. */
  private static final long LONGEST_SILENCE = 10;

  private final ChainId heads;
  private final PublicKeys keys;
  private final Findings findings;
  private final AuditVerifier.Demands demands;
  private final ChainCheck[] checks = new ChainCheck[ChainId.HEADS + 1];
  private final List<Deque<Claim>> claims = new ArrayList<>();

  /** What the last region anchor that is old enough says of each chain. */
  private final Claim[] old = new Claim[ChainId.HEADS + 1];

  private long promised;

  JobCheck(ChainId any, PublicKeys keys, Findings findings, AuditVerifier.Demands demands) {
    this.heads = any.other(ChainId.HEADS);
    this.keys = keys;
    this.findings = findings;
    this.demands = demands;
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
      checks[number] = new ChainCheck(heads.other(number), keys, findings, demands);
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
      boolean isOld = isOld(signed.get().time());
      signed.get().heads().forEach(claim -> remember(claim, isOld));
    }
  }

  /** Whether what was signed then may be gone, give or take the time between two region anchors. */
  private boolean isOld(long time) {
    return demands.allowsRetention()
        && time <= demands.retained().toEpochMilli() + LONGEST_SILENCE * promised + PATIENCE_MILLIS;
  }

  private void remember(Claim claim, boolean isOld) {
    if (claim.chain() < 0 || claim.chain() >= ChainId.VERDICT_CHAINS) {
      return;
    }
    if (isOld) {
      old[claim.chain()] = claim;
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
   * @return how many chains have lost entries, the first or all, by retention
   */
  int finish() {
    for (Deque<Claim> known : claims) {
      compare(known, "the region anchors");
    }
    int retired = 0;
    for (int number = 0; number < checks.length; number++) {
      retired += isRetired(number) ? 1 : 0;
    }
    for (ChainCheck check : checks) {
      if (check != null) {
        compare(check.noted(), "the receipt");
        check.lives().stream().filter(life -> !life.isAnchored()).forEach(this::notAnchored);
      }
    }
    if (!demands.part() || checks[ChainId.HEADS] != null) {
      compareTimes(demands.until().toEpochMilli());
    }
    return retired;
  }

  /** Whether entries of a chain are gone by retention; tells of those that are gone otherwise. */
  private boolean isRetired(int number) {
    if (checks[number] == null || checks[number].lives().isEmpty()) {
      Claim last = number == ChainId.HEADS ? null : claims.get(number).peekLast();
      return last != null && isOld(number, last.epoch(), last.index());
    }
    boolean retired = false;
    for (ChainLife life : checks[number].lives()) {
      if (life.isLate()) {
        boolean byRetention =
            number == ChainId.HEADS
                ? life.isAnchored() && isOld(life.firstAnchored())
                : isOld(number, life.epoch(), life.first() - 1);
        retired |= byRetention;
        if (!byRetention) {
          findings.overall(
              FindingKind.BEGINS_LATE,
              heads.other(number).toString(),
              life.first(),
              "the %d entries before it are not there, and no region anchor says that they are from before %s: retention has not removed them"
                  .formatted(life.first(), demands.retained()));
        }
      }
    }
    return retired;
  }

  /** Whether an entry of a chain was signed so long ago that it may be gone. */
  private boolean isOld(int chain, long epoch, long index) {
    Claim last = old[chain];
    return last != null
        && (epoch < last.epoch() || (epoch == last.epoch() && index <= last.index()));
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
    boolean mayBeGone = isOld(claim.chain(), claim.epoch(), claim.index());
    if (check == null || check.lives().isEmpty()) {
      return demands.part() || mayBeGone
          ? Optional.empty()
          : found(FindingKind.REMOVED, name, 0, where, claim, "nothing of it");
    }
    Optional<ChainLife> life =
        check.lives().stream().filter(l -> l.epoch() == claim.epoch()).findFirst();
    if (life.isEmpty()) {
      boolean isBefore = claim.epoch() < check.lives().get(0).epoch();
      return isBefore && (demands.part() || mayBeGone)
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

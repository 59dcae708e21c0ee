package io.pixelated.streams.residency.audit;

import java.security.DigestException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Verifies audit chains as they are read: each chain's entries in its order, the chains in any.
 *
 * <p>It needs memory for its chains, not for their entries. It stops at nothing: after a finding it
 * goes on with the next entry that fits. One thread uses it at a time.
 */
public final class AuditVerifier {
  /** Nobody has that many jobs: entries that say otherwise are forged to fill the memory. */
  private static final int MOST_JOBS = 256;

  private final PublicKeys keys;
  private final Demands demands;
  private final Findings findings = new Findings();
  private final MessageDigest digest = Digests.sha256();
  private final byte[] hash = new byte[digest.getDigestLength()];
  private final Map<String, JobCheck> jobs = new LinkedHashMap<>();
  private JobCheck latest;
  private long entries;
  private long bytes;

  /**
   * What is demanded of the input beyond that it fits together.
   *
   * @param part whether it may be a part: some chains, or chains without their beginning
   * @param region the only region that entries may be of; empty for any
   * @param until the last region anchor may not be older
   * @param retained entries from before this time may be gone, as far as region anchors prove that
   *     they are from before it; {@link Instant#EPOCH}: none may be gone
   */
  public record Demands(boolean part, Optional<String> region, Instant until, Instant retained) {
    /** The whole of one or more regions, of any age. */
    public static final Demands WHOLE = new Demands(false, Optional.empty(), Instant.EPOCH);

    public Demands {
      Objects.requireNonNull(region, "region");
      Objects.requireNonNull(until, "until");
      Objects.requireNonNull(retained, "retained");
    }

    /** Demands of an archive from which nothing is gone by retention. */
    public Demands(boolean part, Optional<String> region, Instant until) {
      this(part, region, until, Instant.EPOCH);
    }

    /** Whether a chain's first entries may be gone if it is proved how old they are. */
    boolean allowsRetention() {
      return retained.isAfter(Instant.EPOCH);
    }
  }

  /** A verifier that trusts some keys. */
  public AuditVerifier(PublicKeys keys, Demands demands) {
    this.keys = Objects.requireNonNull(keys, "keys");
    this.demands = Objects.requireNonNull(demands, "demands");
  }

  /** Says, before anything is read, what a chain was seen to have at another time. */
  public void note(ChainSummary seen) {
    job(seen.id())
        .chain(seen.id().chain())
        .note(new Claim(seen.id().chain(), seen.epoch(), seen.next() - 1, seen.hash()));
  }

  /**
   * Takes the next entry.
   *
   * @param source where it is from, such as a file
   * @param number where it is there, such as a line
   * @return number of the chain that it says it is of; -1 if it is no entry
   */
  public int take(String source, long number, byte[] text, int from, int to) {
    entries++;
    bytes += to - from;
    findings.at(source, number);
    Optional<Entry> read = Entry.read(text, from, to);
    if (read.isEmpty()) {
      findings.here(FindingKind.UNREADABLE, "", -1, "this is " + NoEntry.of(text, from, to));
      return -1;
    }
    Entry entry = read.get();
    hash(entry);
    if (!entry.hasHash(hash)) {
      altered(entry);
    } else if (isAllowed(entry)) {
      job(entry).ifPresent(job -> job.take(entry, hash));
    }
    return entry.chain();
  }

  /** Says that the entry taken last stands where its chain does not belong. */
  public void misplaced(int chain, String text) {
    findings.here(FindingKind.MISPLACED, Integer.toString(chain), -1, text);
  }

  private void hash(Entry entry) {
    digest.update(entry.bytes(), entry.hashedFrom(), entry.to() - entry.hashedFrom());
    try {
      digest.digest(hash, 0, hash.length);
    } catch (DigestException e) {
      throw new IllegalStateException("the buffer has the length of a digest", e);
    }
  }

  private void altered(Entry entry) {
    JobCheck job = jobs.get(name(entry.id()));
    ChainCheck chain = job == null ? null : job.begun(entry.chain());
    if (chain != null && chain.expects(entry)) {
      chain.takeAltered(entry, hash);
    } else {
      findings.here(
          FindingKind.ALTERED,
          entry.id().toString(),
          entry.index(),
          "its bytes are not those that its hash is of; chain and index are what it says");
    }
  }

  private boolean isAllowed(Entry entry) {
    if (demands.region().isEmpty() || entry.id().region().equals(demands.region().get())) {
      return true;
    }
    findings.here(
        FindingKind.MISPLACED,
        entry.id().toString(),
        entry.index(),
        "it is of another region than " + demands.region().get());
    return false;
  }

  private Optional<JobCheck> job(Entry entry) {
    if (latest != null && entry.isOf(latest.heads())) {
      return Optional.of(latest);
    }
    ChainId id = entry.id();
    if (jobs.size() >= MOST_JOBS && !jobs.containsKey(name(id))) {
      findings.here(
          FindingKind.MISPLACED,
          id.toString(),
          entry.index(),
          "entries of more than " + MOST_JOBS + " regions and jobs");
      return Optional.empty();
    }
    latest = job(id);
    return Optional.of(latest);
  }

  private JobCheck job(ChainId id) {
    return jobs.computeIfAbsent(name(id), name -> new JobCheck(id, keys, findings, demands));
  }

  private static String name(ChainId id) {
    return id.region() + '/' + id.job();
  }

  /** Entries taken so far. */
  public long entries() {
    return entries;
  }

  /** Findings so far. */
  public long problems() {
    return findings.count();
  }

  /** Whether signatures tell of entries that have not been taken: they may still come. */
  public boolean isAwaiting() {
    return jobs.values().stream().anyMatch(JobCheck::isAwaiting);
  }

  /** Compares all that was read and says what was found; nothing is taken afterwards. */
  public AuditReport finish() {
    List<ChainSummary> summaries = new ArrayList<>();
    int retired = 0;
    for (JobCheck job : jobs.values()) {
      retired += job.finish();
      summaries.addAll(job.summaries());
    }
    if (entries == 0) {
      findings.overall(FindingKind.NOT_ANCHORED, "", -1, "there is nothing to verify");
    }
    return new AuditReport(entries, bytes, summaries, retired, findings.count(), findings.kept());
  }
}

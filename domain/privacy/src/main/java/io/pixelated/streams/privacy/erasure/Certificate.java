package io.pixelated.streams.privacy.erasure;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What was done about an erasure: what is gone, what stays and why, what goes when, and what is
 * missing. Names the subject by a pseudonym that was drawn for the request and leads nowhere else.
 *
 * @param requestId id of the request
 * @param region whose records were looked through
 * @param subject the pseudonym
 * @param requestedAt when it was asked for
 * @param completedAt when all this was true
 * @param policyVersion version of the policies by which records were kept
 * @param erased what is gone
 * @param kept what stays, with the clause that orders it
 * @param expiring topics from which records go by themselves
 * @param forgotten what running jobs report
 * @param missing what should have been done and was not; nothing: the erasure is complete
 */
public record Certificate(
    String requestId,
    String region,
    String subject,
    Instant requestedAt,
    Instant completedAt,
    String policyVersion,
    List<Erased> erased,
    List<Kept> kept,
    List<Expiring> expiring,
    List<ErasureReport> forgotten,
    List<String> missing) {
  public Certificate {
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(requestedAt, "requestedAt");
    Objects.requireNonNull(completedAt, "completedAt");
    Objects.requireNonNull(policyVersion, "policyVersion");
    erased = List.copyOf(erased);
    kept = List.copyOf(kept);
    expiring = List.copyOf(expiring);
    forgotten = List.copyOf(forgotten);
    missing = List.copyOf(missing);
  }

  /** Whether nothing is missing. */
  public boolean isComplete() {
    return missing.isEmpty();
  }

  /**
   * Records that are gone.
   *
   * @param place {@code table} or {@code topic} and its name
   * @param how what was done: {@code content removed}, {@code tombstone}
   * @param records how many
   */
  public record Erased(String place, String how, long records) {}

  /**
   * Records that stay.
   *
   * @param clause the law, rule or legal hold that orders it
   * @param until when the last of them may go; empty while a hold lasts
   */
  public record Kept(String place, long records, String clause, String until) {}

  /**
   * A topic that is rid of the subject's records by itself.
   *
   * @param until when the last of them has gone at the latest
   * @param inTime whether that is within a month of the request
   * @param why what holds until then
   */
  public record Expiring(String place, Instant until, boolean inTime, String why) {}
}

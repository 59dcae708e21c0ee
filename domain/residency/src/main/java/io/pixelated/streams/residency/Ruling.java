package io.pixelated.streams.residency;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What decides at some time: policies of one version, and the approvals there are. Immutable. */
public final class Ruling {
  private final Policies policies;
  private final List<Approval> approvals;

  /** Event times at which some approval begins to hold or ends. */
  private final long[] changes;

  public Ruling(Policies policies, List<Approval> approvals) {
    this.policies = Objects.requireNonNull(policies, "policies");
    this.approvals = List.copyOf(approvals);
    this.changes =
        approvals.stream()
            .flatMap(approval -> Stream.of(approval.validFrom(), approval.expires()))
            .mapToLong(Instant::toEpochMilli)
            .sorted()
            .distinct()
            .toArray();
  }

  /** The shipped policies without any approval. */
  public static Ruling shipped() {
    return new Ruling(Policies.shipped(), List.of());
  }

  /** Which version of the policies decides. */
  public String version() {
    return policies.version();
  }

  public Policies policies() {
    return policies;
  }

  /**
   * What may become of a record.
   *
   * @param time its event time, epoch milliseconds
   */
  public Verdict decide(Question question, long time) {
    return policies.decide(
        question, approvals.stream().filter(approval -> approval.holdsAt(time)).toList());
  }

  /** A number that is the same for two times if the same approvals hold at both. */
  int phase(long time) {
    int at = Arrays.binarySearch(changes, time);
    return at >= 0 ? at + 1 : -at - 1;
  }
}

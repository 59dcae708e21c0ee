package io.pixelated.streams.jobs.residency;

import java.util.Map;
import java.util.Objects;

/**
 * All that decides from some event time on, as it came.
 *
 * @param number of the change that made it; 0 for what there was at first
 * @param from event time, epoch milliseconds
 * @param policies the policies' text; none: the shipped ones
 * @param approvals texts of the approvals, by key
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record RulingSnapshot(
    long number, long from, byte[] policies, Map<String, byte[]> approvals) {
  /** What decides where nobody has said anything. */
  static final RulingSnapshot SHIPPED =
      new RulingSnapshot(0, Long.MIN_VALUE, new byte[0], Map.of());

  public RulingSnapshot {
    Objects.requireNonNull(policies, "policies");
    approvals = Map.copyOf(approvals);
  }
}

package io.pixelated.streams.residency;

import java.util.Objects;

/**
 * A record that may not go where it was headed, kept whole but sealed for {@code
 * compliance.quarantine}, which never leaves the region.
 *
 * @param id derived from the record's id and destination
 * @param region region where it stays
 * @param recordKind kind of the record
 * @param recordId id of the record
 * @param destination where it was headed
 * @param policyVersion version of the policies
 * @param clause the clause that decided
 * @param reason why; never content of the record
 * @param verdictId id of the audit record
 * @param value its bytes, sealed under {@code id} with the region's key: {@link
 *     io.pixelated.streams.residency.sealing.Sealer#open} gives them back
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record QuarantinedRecord(
    String id,
    String region,
    RecordKind recordKind,
    String recordId,
    String destination,
    String policyVersion,
    String clause,
    String reason,
    String verdictId,
    byte[] value) {
  public QuarantinedRecord {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(value, "value");
  }

  /** What it is and why it is held, without its bytes. */
  @Override
  public String toString() {
    return "QuarantinedRecord[" + id + ", " + recordKind + ", " + reason + ']';
  }
}

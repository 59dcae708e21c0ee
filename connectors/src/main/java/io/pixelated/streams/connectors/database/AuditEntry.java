package io.pixelated.streams.connectors.database;

import java.util.Objects;

/**
 * A record of an audit chain on its way into the archive, {@code compliance_audit_logs}.
 *
 * @param region region whose job wrote the chain: the row's home
 * @param job the job
 * @param chain number of the chain, 0 to 24
 * @param epoch when the chain began, epoch milliseconds
 * @param position the record's place in its chain, from 0
 * @param hash hash of the chain up to and with this record; tells two apart that claim one place
 * @param subject pseudonym of whom it is about; empty if it names none
 * @param recordId id of what was checked; empty for an anchor
 * @param time epoch milliseconds that retention counts from
 * @param bytes the record as it stands on {@code compliance.audit}, over which it was hashed
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record AuditEntry(
    String region,
    String job,
    int chain,
    long epoch,
    long position,
    byte[] hash,
    String subject,
    String recordId,
    long time,
    byte[] bytes) {
  public AuditEntry {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(job, "job");
    Objects.requireNonNull(hash, "hash");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(recordId, "recordId");
    Objects.requireNonNull(bytes, "bytes");
    if (chain < 0 || position < 0) {
      throw new IllegalArgumentException(
          "chain " + chain + ", position " + position + ": both count from 0");
    }
  }
}

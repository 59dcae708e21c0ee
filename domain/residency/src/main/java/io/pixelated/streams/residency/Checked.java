package io.pixelated.streams.residency;

import java.util.Objects;
import java.util.Optional;

/**
 * What came of a check.
 *
 * @param verdict the decision
 * @param cleared what to write at the destination: the record, minimised if need be; or the removal
 *     of what stands there under its id, where the record ends or may not be there any more; empty
 *     if there is nothing to do
 * @param quarantined the record for {@code compliance.quarantine}, if it was quarantined
 * @param audit the verdict for {@code compliance.audit}
 */
public record Checked(
    Verdict verdict,
    Optional<Cleared> cleared,
    Optional<QuarantinedRecord> quarantined,
    AuditRecord audit) {
  public Checked {
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(cleared, "cleared");
    Objects.requireNonNull(quarantined, "quarantined");
    Objects.requireNonNull(audit, "audit");
  }
}

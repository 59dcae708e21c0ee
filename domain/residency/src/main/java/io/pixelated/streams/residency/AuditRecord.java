package io.pixelated.streams.residency;

import io.pixelated.streams.events.DataClass;
import java.util.List;
import java.util.Objects;

/**
 * One verdict, as {@code compliance.audit} keeps it: no content, the subject under a pseudonym.
 *
 * <p>It holds no time of the check, so that a replay writes the same bytes; Kafka's timestamp of
 * the record says when.
 *
 * @param id derived from the record's id, destination, outcome and policy version
 * @param region region whose job checked
 * @param recordKind kind of the record
 * @param recordId id of the record
 * @param recordTime the record's event time, epoch milliseconds; 0 if it could not be read
 * @param destination kind, region and table it was headed for
 * @param outcome {@code permit}, {@code minimise} or {@code quarantine}
 * @param profiles what it was minimised with
 * @param policyVersion version of the policies
 * @param regimes regimes that applied
 * @param clause the clause that decided
 * @param reason why
 * @param dataClasses classes of the record
 * @param jurisdictions jurisdictions of the record
 * @param duties what the regimes ask of whoever holds the record
 * @param retention how long it is kept, with what was decided where regimes contradict each other
 * @param subject pseudonym of the entity that the record is about; empty if it names none
 */
public record AuditRecord(
    String id,
    String region,
    RecordKind recordKind,
    String recordId,
    long recordTime,
    String destination,
    String outcome,
    List<String> profiles,
    String policyVersion,
    List<String> regimes,
    String clause,
    String reason,
    List<DataClass> dataClasses,
    List<String> jurisdictions,
    List<Duty> duties,
    Retention retention,
    String subject) {
  public AuditRecord {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(subject, "subject");
    profiles = List.copyOf(profiles);
    regimes = List.copyOf(regimes);
    dataClasses = List.copyOf(dataClasses);
    jurisdictions = List.copyOf(jurisdictions);
    duties = List.copyOf(duties);
    Objects.requireNonNull(retention, "retention");
  }

  /** The same verdict, about nobody in particular. */
  public AuditRecord withoutSubject() {
    return new AuditRecord(
        id,
        region,
        recordKind,
        recordId,
        recordTime,
        destination,
        outcome,
        profiles,
        policyVersion,
        regimes,
        clause,
        reason,
        dataClasses,
        jurisdictions,
        duties,
        retention,
        "");
  }
}

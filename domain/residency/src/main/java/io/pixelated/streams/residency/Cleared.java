package io.pixelated.streams.residency;

import java.util.List;

/**
 * A record that passed the residency check: the only thing that sinks accept.
 *
 * <p>Nobody outside this room can make one, except by reading back with {@link ClearedCodec} what
 * it wrote; only the serializer of the connectors may do that. All columns were taken from the
 * record as it may leave, never from what it was before.
 */
public final class Cleared {
  private final RecordKind kind;
  private final DestinationKind destinationKind;
  private final String destinationRegion;
  private final String id;
  private final long version;
  private final boolean removal;
  private final Columns columns;
  private final String verdictId;
  private final String outcome;
  private final String policyVersion;
  private final Retention retention;
  private final byte[] json;

  /**
   * What a table indexes of a record.
   *
   * @param region the region that the record is from
   * @param eventTime epoch milliseconds
   * @param severity OCSF caption; empty if the kind has none
   * @param entity such as {@code user:ana.keller}; empty if it names none
   * @param status OCSF caption; empty if the kind has none
   * @param jurisdictions of the data subjects
   * @param dataClasses names of the classes
   */
  public record Columns(
      String region,
      long eventTime,
      String severity,
      String entity,
      String status,
      List<String> jurisdictions,
      List<String> dataClasses) {
    public Columns {
      jurisdictions = List.copyOf(jurisdictions);
      dataClasses = List.copyOf(dataClasses);
    }
  }

  /**
   * @param json nobody else's from here on
   */
  Cleared(
      RecordKind kind,
      DestinationKind destinationKind,
      String destinationRegion,
      String id,
      long version,
      boolean removal,
      Columns columns,
      String verdictId,
      String outcome,
      String policyVersion,
      Retention retention,
      byte[] json) {
    this.kind = kind;
    this.destinationKind = destinationKind;
    this.destinationRegion = destinationRegion;
    this.id = id;
    this.version = version;
    this.removal = removal;
    this.columns = columns;
    this.verdictId = verdictId;
    this.outcome = outcome;
    this.policyVersion = policyVersion;
    this.retention = retention;
    this.json = json;
  }

  /** What kind of record it is. */
  public RecordKind kind() {
    return kind;
  }

  /** The table that it belongs in. */
  public String table() {
    return kind.table();
  }

  /** What kind of place it was cleared for. */
  public DestinationKind destinationKind() {
    return destinationKind;
  }

  /** The region it was cleared for; empty for a global topic. */
  public String destinationRegion() {
    return destinationRegion;
  }

  /** The record's id: its key in table and topic. */
  public String id() {
    return id;
  }

  /** Rises where later records replace earlier ones of the same id; else 1. */
  public long version() {
    return version;
  }

  /** Whether whatever stands under this id is to go; there is no content then. */
  public boolean isRemoval() {
    return removal;
  }

  /** What a table indexes of it. */
  public Columns columns() {
    return columns;
  }

  /** Id of its audit record. */
  public String verdictId() {
    return verdictId;
  }

  /** {@code permit} or {@code minimise}; of a removal, the verdict that led to it. */
  public String outcome() {
    return outcome;
  }

  /** Version of the policies that it was checked by. */
  public String policyVersion() {
    return policyVersion;
  }

  /** How long it is kept by these policies; of a removal, nothing is said. */
  public Retention retention() {
    return retention;
  }

  /** The record as it may leave: a JSON object, UTF-8. */
  public byte[] json() {
    return json.clone();
  }

  @Override
  public String toString() {
    return "Cleared[" + table() + ' ' + id + " version " + version + ' ' + outcome + ']';
  }
}

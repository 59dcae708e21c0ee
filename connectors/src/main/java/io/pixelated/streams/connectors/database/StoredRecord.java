package io.pixelated.streams.connectors.database;

import java.util.List;
import java.util.Objects;

/**
 * A row as it stands in a table of cleared records.
 *
 * @param table name of the table
 * @param id what names it within its home region
 * @param version what makes it newer than another row of this id
 * @param region the region that the record is from
 * @param eventTime epoch milliseconds
 * @param entity such as {@code user:ana.keller}; empty if it names none
 * @param policyVersion version of the policies that it was cleared by
 * @param verdict {@code permit} or {@code minimise}
 * @param verdictId id of that verdict
 * @param payload the record: a JSON object
 */
public record StoredRecord(
    String table,
    String id,
    long version,
    String region,
    long eventTime,
    String severity,
    String entity,
    String status,
    List<String> jurisdictions,
    List<String> dataClasses,
    String policyVersion,
    String verdict,
    String verdictId,
    String payload) {
  public StoredRecord {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(payload, "payload");
    jurisdictions = List.copyOf(jurisdictions);
    dataClasses = List.copyOf(dataClasses);
  }

  /** Which row it is, without its content. */
  @Override
  public String toString() {
    return "StoredRecord[" + table + ' ' + id + " version " + version + ']';
  }
}

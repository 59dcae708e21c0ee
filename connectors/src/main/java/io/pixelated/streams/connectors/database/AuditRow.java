package io.pixelated.streams.connectors.database;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** A row of the archive of audit chains. */
record AuditRow(AuditEntry entry) implements Row {
  static Row of(AuditEntry entry) {
    return new AuditRow(entry);
  }

  @Override
  public Table table() {
    return Table.COMPLIANCE_AUDIT_LOGS;
  }

  @Override
  public String homeRegion() {
    return entry.region();
  }

  @Override
  public String key() {
    return String.join(
        "/",
        entry.region(),
        entry.job(),
        Integer.toString(entry.chain()),
        Long.toString(entry.epoch()),
        Long.toString(entry.position()),
        HexFormat.of().formatHex(entry.hash()));
  }

  @Override
  public boolean supersedes(Row other) {
    return false;
  }

  @Override
  public Object[] values() {
    return new Object[] {
      entry.region(),
      entry.job(),
      (long) entry.chain(),
      entry.epoch(),
      entry.position(),
      entry.hash(),
      entry.subject(),
      entry.recordId(),
      Instant.ofEpochMilli(entry.time()).toString(),
      entry.bytes(),
      "AUDIT"
    };
  }

  @Override
  public int size() {
    return entry.bytes().length + 300;
  }

  @Override
  public byte[] content() {
    return entry.bytes();
  }

  @Override
  public Optional<Row> plainer() {
    return Optional.empty();
  }
}

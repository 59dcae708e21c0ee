package io.pixelated.streams.connectors.database;

import io.pixelated.streams.residency.Cleared;
import io.pixelated.streams.residency.DestinationKind;
import io.pixelated.streams.residency.Retention;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A row of a cleared record.
 *
 * @param homeRegion the region that it was cleared for
 * @param id what names it there
 * @param version what makes it newer than another row of this id
 * @param removed whether it says that the record is gone; the other columns then mean nothing
 * @param region the region that the record is from
 * @param eventTime epoch milliseconds
 * @param retention how long the policies have it kept
 * @param order decides between two contents that claim one version: the lower stands
 * @param payload a JSON object
 */
record ClearedRow(
    Table table,
    String homeRegion,
    String id,
    long version,
    boolean removed,
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
    Retention retention,
    long order,
    String payload)
    implements Row {
  /** Longer texts do not fit an index page; the payload holds them whole. */
  private static final int LONGEST_INDEXED = 500;

  /** Verdict of a removal that is no end: the record may not be there. */
  private static final String QUARANTINE = "quarantine";

  private static final String NUL_ESCAPE = "\\u0000";

  /** From the one that is kept longest. */
  private static final List<String> CLASSES = List.of("HEALTH", "PERSONAL", "OPERATIONAL");

  ClearedRow {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(homeRegion, "homeRegion");
    Objects.requireNonNull(id, "id");
    severity = storable(severity);
    entity = storable(entity);
    status = storable(status);
    jurisdictions = List.copyOf(jurisdictions);
    dataClasses = List.copyOf(dataClasses);
    Objects.requireNonNull(retention, "retention");
    Objects.requireNonNull(payload, "payload");
  }

  static Row of(Cleared record) {
    if (record.destinationKind() != DestinationKind.REGIONAL_STORE) {
      throw new IllegalArgumentException(
          record + " was cleared for " + record.destinationKind() + ", not for a database");
    }
    Cleared.Columns columns = record.columns();
    byte[] json = record.json();
    ClearedRow row =
        new ClearedRow(
            Table.valueOf(record.kind().name()),
            record.destinationRegion(),
            record.id(),
            record.version(),
            record.isRemoval(),
            columns.region(),
            columns.eventTime(),
            columns.severity(),
            columns.entity(),
            columns.status(),
            columns.jurisdictions(),
            columns.dataClasses(),
            record.policyVersion(),
            record.outcome(),
            record.verdictId(),
            record.retention(),
            order(json),
            new String(json, StandardCharsets.UTF_8));
    // JSONB holds no NUL character. Found only by the database, each would cost its batch a search.
    return holdsNul(row.payload) ? row.opaque() : row;
  }

  /**
   * A number that says nothing but is the same for the same content. Two contents that differ in
   * four neighbouring bytes or less never share one.
   */
  static long order(byte[] content) {
    CRC32C sum = new CRC32C();
    sum.update(content);
    return 1 + sum.getValue(); // rows of before there was an order have 0, and stay
  }

  /** Whether a text has the escape of NUL, and not a backslash before {@code u0000}. */
  private static boolean holdsNul(String json) {
    int at = json.indexOf(NUL_ESCAPE);
    while (at >= 0) {
      int backslashes = 1;
      while (at - backslashes >= 0 && json.charAt(at - backslashes) == '\\') {
        backslashes++;
      }
      if (backslashes % 2 == 1) {
        return true;
      }
      at = json.indexOf(NUL_ESCAPE, at + 1);
    }
    return false;
  }

  @Override
  public String key() {
    return homeRegion + '/' + id;
  }

  /**
   * As in the table: of one version, the end of a record has the last word; after a failure a
   * record may be decided anew, then what was decided last stands; else the content decides, so
   * that it does not matter which came first.
   */
  @Override
  public boolean supersedes(Row other) {
    ClearedRow old = (ClearedRow) other;
    if (version != old.version) {
      return version > old.version;
    }
    if (removed && !old.removed) {
      return true;
    }
    if (!verdictId.equals(old.verdictId)) {
      return !old.removed || old.verdict.equals(QUARANTINE);
    }
    return removed == old.removed && order < old.order;
  }

  @Override
  public Object[] values() {
    return new Object[] {
      homeRegion,
      id,
      version,
      removed,
      region,
      Instant.ofEpochMilli(eventTime).toString(),
      severity,
      entity,
      status,
      String.join(",", jurisdictions),
      String.join(",", dataClasses),
      policyVersion,
      verdict,
      verdictId,
      payload,
      retainedAs(),
      (long) retention.keepAtLeastMonths(),
      (long) retention.deleteAtLatestMonths(),
      text(retention.holds()),
      order
    };
  }

  static String text(List<String> holds) {
    return String.join(",", holds);
  }

  private String retainedAs() {
    return removed
        ? "REMOVED"
        : CLASSES.stream().filter(dataClasses::contains).findFirst().orElse("PERSONAL");
  }

  @Override
  public int size() {
    return payload.length() + 500;
  }

  @Override
  public byte[] content() {
    return payload.getBytes(StandardCharsets.UTF_8);
  }

  /** With the payload in Base64: the columns still tell what it is. */
  @Override
  public Optional<Row> plainer() {
    return payload.startsWith("{\"base64\":") ? Optional.empty() : Optional.of(opaque());
  }

  private ClearedRow opaque() {
    return new ClearedRow(
        table,
        homeRegion,
        id,
        version,
        removed,
        region,
        eventTime,
        severity,
        entity,
        status,
        jurisdictions,
        dataClasses,
        policyVersion,
        verdict,
        verdictId,
        retention,
        order,
        "{\"base64\":\"" + Base64.getEncoder().encodeToString(content()) + "\"}");
  }

  private static String storable(String text) {
    String head = text.length() <= LONGEST_INDEXED ? text : text.substring(0, LONGEST_INDEXED);
    return head.replace('\0', '\uFFFD');
  }
}

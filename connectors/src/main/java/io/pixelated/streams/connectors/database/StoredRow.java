package io.pixelated.streams.connectors.database;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * A row as it is to stand in its table, or to be gone from it.
 *
 * @param table where it belongs
 * @param id its primary key
 * @param version what makes it newer than another row of this id
 * @param removed whether the row is to be gone; the other columns then mean nothing
 * @param eventTime epoch milliseconds
 * @param payload a JSON object
 */
record StoredRow(
    Table table,
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
    String payload) {
  /** Longer texts do not fit an index page; the payload holds them whole. */
  private static final int LONGEST_INDEXED = 500;

  StoredRow {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(id, "id");
    region = storable(region);
    severity = storable(severity);
    entity = storable(entity);
    status = storable(status);
    jurisdictions = jurisdictions.stream().map(StoredRow::storable).toList();
    dataClasses = dataClasses.stream().map(StoredRow::storable).toList();
    Objects.requireNonNull(payload, "payload");
  }

  /** Tells rows apart: one of each may stand in a batch. */
  record Key(Table table, String id) {}

  Key key() {
    return new Key(table, id);
  }

  /**
   * The row with its payload in Base64: for JSON that the database's own JSON type cannot hold,
   * such as text with a NUL character, or nesting beyond its stack.
   */
  StoredRow withOpaquePayload() {
    String bytes = Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8));
    return new StoredRow(
        table,
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
        "{\"base64\":\"" + bytes + "\"}");
  }

  private static String storable(String text) {
    String head = text.length() <= LONGEST_INDEXED ? text : text.substring(0, LONGEST_INDEXED);
    return head.replace('\0', '\uFFFD');
  }
}

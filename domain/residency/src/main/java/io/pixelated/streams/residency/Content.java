package io.pixelated.streams.residency;

import io.pixelated.streams.residency.minimise.JsonFields;
import io.pixelated.streams.residency.minimise.JsonPath;
import io.pixelated.streams.residency.minimise.JsonTape;
import io.pixelated.streams.residency.minimise.Minimiser;
import java.util.List;
import java.util.Locale;

/**
 * What tables index of a record, whole or minimised.
 *
 * @param readable whether it could be read at all
 * @param version 1 where the kind has none
 * @param time epoch milliseconds
 * @param severity OCSF caption
 * @param status OCSF caption
 * @param entityType what kind of thing the record is about
 * @param entityValue the thing that it is about
 */
record Content(
    boolean readable,
    long version,
    long time,
    String severity,
    String status,
    String entityType,
    String entityValue) {
  /** Of a record that cannot be read. */
  static final Content NOTHING = new Content(false, 1, 0, "", "", "", "");

  /** Of a whole record. */
  static Content of(RecordKind kind, JsonTape tape) {
    return of(kind, tape, kind.isUpdated() ? number(tape, kind.version()) : 1);
  }

  /** Of a record as it was just minimised: nothing is taken from what it was before. */
  static Content of(RecordKind kind, Minimiser minimised, Content whole) {
    return of(kind, minimised, whole.version());
  }

  private static Content of(RecordKind kind, JsonFields fields, long version) {
    int entity = fields.find(JsonFields.ROOT, kind.entity());
    return new Content(
        true,
        version,
        number(fields, kind.time()),
        text(fields, JsonFields.ROOT, kind.severity()),
        text(fields, JsonFields.ROOT, kind.status()),
        text(fields, entity, kind.entityType()),
        text(fields, entity, kind.entityValue()));
  }

  Cleared.Columns columns(Request request, List<String> dataClasses) {
    String entity =
        entityValue.isEmpty() ? "" : entityType.toLowerCase(Locale.ROOT) + ':' + entityValue;
    return new Cleared.Columns(
        request.region(),
        time,
        severity,
        entity,
        status,
        request.classification().jurisdictions(),
        dataClasses);
  }

  private static String text(JsonFields fields, int from, JsonPath path) {
    return fields.text(fields.find(from, path));
  }

  private static long number(JsonFields fields, JsonPath path) {
    return fields.number(fields.find(JsonFields.ROOT, path));
  }
}

package io.pixelated.streams.residency;

import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.residency.minimise.JsonPath;
import io.pixelated.streams.residency.minimise.JsonTape;
import io.pixelated.streams.residency.minimise.Minimiser;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

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
    return new Content(
        true,
        kind.isUpdated() ? number(tape, kind.version()) : 1,
        number(tape, kind.time()),
        text(tape, kind.severity()),
        text(tape, kind.status()),
        text(tape, kind.entityType()),
        text(tape, kind.entityValue()));
  }

  /** Of a record as it was just minimised: nothing is taken from what it was before. */
  static Content of(RecordKind kind, Minimiser minimised, Content whole) {
    return new Content(
        true,
        whole.version(),
        minimised.number(kind.time()),
        minimised.text(kind.severity()),
        minimised.text(kind.status()),
        minimised.text(kind.entityType()),
        minimised.text(kind.entityValue()));
  }

  Cleared.Columns columns(Request request) {
    String entity =
        entityValue.isEmpty() ? "" : entityType.toLowerCase(Locale.ROOT) + ':' + entityValue;
    return new Cleared.Columns(
        request.region(),
        time,
        severity,
        entity,
        status,
        request.classification().jurisdictions(),
        names(request));
  }

  private static List<String> names(Request request) {
    List<DataClass> classes = request.classification().dataClasses();
    // One is the usual.
    return classes.size() == 1
        ? List.of(classes.get(0).name())
        : classes.stream().map(Enum::name).toList();
  }

  private static String text(JsonTape tape, JsonPath path) {
    OptionalInt part = tape.find(path);
    return part.isPresent() ? tape.text(part.getAsInt()) : "";
  }

  private static long number(JsonTape tape, JsonPath path) {
    OptionalInt part = tape.find(path);
    return part.isPresent() ? tape.number(part.getAsInt()) : 0;
  }
}

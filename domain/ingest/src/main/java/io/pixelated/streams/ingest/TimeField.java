package io.pixelated.streams.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A field that may tell an event's time.
 *
 * @param field its name, as rules use it
 * @param unzoned what to do with a text that names no zone
 */
record TimeField(String field, Unzoned unzoned) {
  /** How a time without a zone is read. */
  enum Unzoned {
    /** As UTC, which the format promises. */
    UTC,
    /** In the zone that the deployment gives for such sources. */
    SOURCE,
    /** Not at all: the field is only good with a zone. */
    SKIP
  }

  static List<TimeField> all(DataTable table, String key) {
    List<TimeField> fields = new ArrayList<>();
    for (DataTable each : table.tables(key)) {
      each.only("field", "unzoned");
      fields.add(
          new TimeField(
              each.text("field"),
              Unzoned.valueOf(each.text("unzoned", "source").toUpperCase(Locale.ROOT))));
    }
    return List.copyOf(fields);
  }
}

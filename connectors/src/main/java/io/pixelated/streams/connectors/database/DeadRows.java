package io.pixelated.streams.connectors.database;

import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.Ids;
import io.pixelated.streams.events.Origin;
import java.util.Arrays;

/** Makes dead letters of rows that the database does not take. */
final class DeadRows {
  static final String STAGE = "database";

  private static final int MOST_OF_KEY = 100;

  private DeadRows() {}

  static DeadLetter letter(Refusal refusal) {
    Row row = refusal.row();
    String table = row.table().tableName();
    byte[] content = row.content();
    boolean whole = content.length <= DeadLetter.MOST_BYTES;
    return new DeadLetter(
        Ids.of("dead-letter", content, STAGE + '/' + table + '/' + row.key()),
        row.homeRegion(),
        STAGE,
        "table "
            + table
            + " does not take row "
            + name(row.key())
            + " (SQLSTATE "
            + refusal.state()
            + "); mend the row or the table, and store it again"
            + (whole ? "" : "; of " + content.length + " bytes only the first are kept here"),
        new Origin("database/" + table, -1, -1, 0),
        whole ? content : Arrays.copyOf(content, DeadLetter.MOST_BYTES));
  }

  /** Ids are short; one that is not may be what the table does not take. */
  private static String name(String key) {
    return key.length() <= MOST_OF_KEY ? key : key.substring(0, MOST_OF_KEY) + "...";
  }
}

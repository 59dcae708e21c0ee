package io.pixelated.streams.connectors.database;

import java.util.Optional;

/** A row as it is to stand in its table. */
sealed interface Row permits ClearedRow, AuditRow {
  /** Where it belongs. */
  Table table();

  /** The region it is for. */
  String homeRegion();

  /** Tells it from all other rows of its table. */
  String key();

  /** Whether this is to stand rather than the other one of the same key. */
  boolean supersedes(Row other);

  /** One value for each column of its table, as their types say. */
  Object[] values();

  /** How much it takes up, about, in bytes. */
  int size();

  /** What was to be stored, as it came. */
  byte[] content();

  /** A form of it that the database holds where it cannot hold this one. */
  Optional<Row> plainer();
}

package io.pixelated.streams.connectors.database;

import static io.pixelated.streams.connectors.database.Column.Type.BIGINT;
import static io.pixelated.streams.connectors.database.Column.Type.BOOLEAN;
import static io.pixelated.streams.connectors.database.Column.Type.BYTEA;
import static io.pixelated.streams.connectors.database.Column.Type.TEXT;
import static io.pixelated.streams.connectors.database.Column.Type.TIMESTAMPTZ;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables that jobs write; {@code sql/} creates them. */
enum Table {
  THREAT_EVENTS(Shape.CLEARED),
  DETECTIONS(Shape.CLEARED),
  INCIDENTS(Shape.CLEARED),
  THREAT_INTELLIGENCE(Shape.CLEARED),
  ROUTING_HEALTH(Shape.CLEARED),
  COMPLIANCE_AUDIT_LOGS(Shape.AUDIT);

  /**
   * How long a row {@code n} is kept whose class has {@code k}: as the house rule says, as far as
   * the policies allow. Nothing where there is no house rule.
   */
  static final String PERIOD =
      "CASE WHEN n.keep_months * INTERVAL '1 month' > k.keep THEN n.keep_months * INTERVAL '1 month'"
          + " WHEN n.delete_months > 0 AND n.delete_months * INTERVAL '1 month' < k.keep"
          + " THEN n.delete_months * INTERVAL '1 month' ELSE k.keep END";

  private final Shape shape;
  private final String upsert;

  Table(Shape shape) {
    this.shape = shape;
    this.upsert = shape.upsert(name().toLowerCase(Locale.ROOT));
  }

  /** The columns of its key, with commas. */
  String key() {
    return shape.key;
  }

  /** Whether its rows say by which legal holds they are held. */
  boolean canBeHeld() {
    return shape == Shape.CLEARED;
  }

  String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<Column> columns() {
    return shape.columns;
  }

  /**
   * Inserts rows, one array a column, each where nothing as new stands in its place. In a form that
   * PostgreSQL and CockroachDB both document.
   */
  String upsert() {
    return upsert;
  }

  /** What tables have in common. */
  private enum Shape {
    CLEARED(
        "home_region, id",
        "CASE WHEN n.removed THEN now() ELSE n.event_time END + " + PERIOD,
        Column.of("home_region", TEXT),
        Column.of("id", TEXT),
        Column.of("version", BIGINT),
        Column.of("removed", BOOLEAN),
        Column.of("region", TEXT),
        Column.of("event_time", TIMESTAMPTZ),
        Column.of("severity", TEXT),
        Column.of("entity", TEXT),
        Column.of("status", TEXT),
        new Column("jurisdictions", TEXT, "string_to_array(%s, ',')"),
        new Column("data_classes", TEXT, "string_to_array(%s, ',')"),
        Column.of("policy_version", TEXT),
        Column.of("verdict", TEXT),
        Column.of("verdict_id", TEXT),
        new Column("payload", TEXT, "%s::JSONB"),
        Column.of("retained_as", TEXT),
        Column.of("keep_months", BIGINT),
        Column.of("delete_months", BIGINT),
        Column.of("held_by", TEXT),
        Column.of("content_order", BIGINT)),
    AUDIT(
        "home_region, job, chain, epoch, position, hash",
        "n.record_time + k.keep",
        Column.of("home_region", TEXT),
        Column.of("job", TEXT),
        Column.of("chain", BIGINT),
        Column.of("epoch", BIGINT),
        Column.of("position", BIGINT),
        Column.of("hash", BYTEA),
        Column.of("subject", TEXT),
        Column.of("record_id", TEXT),
        Column.of("record_time", TIMESTAMPTZ),
        Column.of("entry", BYTEA),
        Column.of("retained_as", TEXT));

    private final String key;
    private final String expiry;

    @SuppressWarnings("ImmutableEnumChecker") // a list of values
    private final List<Column> columns;

    Shape(String key, String expiry, Column... columns) {
      this.key = key;
      this.expiry = expiry;
      this.columns = List.of(columns);
    }

    private String upsert(String table) {
      return "INSERT INTO "
          + table
          + " ("
          + joined(columns.stream().map(Column::name))
          + ", expires_at)\nSELECT "
          + joined(columns.stream().map(Column::element))
          + ", "
          + expiry
          + "\nFROM unnest("
          + joined(columns.stream().map(c -> "?::" + c.type() + "[]"))
          + ") AS n ("
          + joined(columns.stream().map(Column::name))
          + ")\nLEFT JOIN retention AS k ON k.class = n.retained_as\nON CONFLICT ("
          + key
          + ")"
          + onConflict(table);
    }

    private String onConflict(String table) {
      if (this == AUDIT) {
        return " DO NOTHING"; // nothing in a chain ever changes
      }
      List<String> keys = List.of(key.split(", "));
      String replaced =
          joined(
              Stream.concat(columns.stream().map(Column::name), Stream.of("expires_at"))
                  .filter(name -> !keys.contains(name))
                  .map(name -> name + " = excluded." + name));
      return " DO UPDATE SET "
          + replaced
          + ", stored_at = now()\n"
          + ("WHERE %1$s.version < excluded.version OR (%1$s.version = excluded.version AND ("
                  + "excluded.removed AND NOT %1$s.removed"
                  + " OR %1$s.verdict_id <> excluded.verdict_id"
                  + " AND (NOT %1$s.removed OR %1$s.verdict = 'quarantine')"
                  + " OR %1$s.verdict_id = excluded.verdict_id AND %1$s.removed = excluded.removed"
                  + " AND excluded.content_order < %1$s.content_order))")
              .formatted(table);
    }

    private static String joined(Stream<String> parts) {
      return parts.collect(Collectors.joining(", "));
    }
  }
}

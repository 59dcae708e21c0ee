package io.pixelated.streams.connectors.database;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Every statement that jobs send to the database, in syntax that PostgreSQL and CockroachDB both
 * document: no other class of the room holds any, and each stands in a reviewed file of the tests.
 */
final class Statements {
  private static final String STANDING =
      "array_to_string(data_classes, ','), array_to_string(jurisdictions, ','), keep_months,"
          + " delete_months, held_by";

  private Statements() {}

  /** Inserts rows, one array a column, each where nothing as new stands in its place. */
  static String upsert(Table table) {
    return table.upsert();
  }

  /**
   * Deletes the oldest rows whose time is over. The condition stands twice: a row that a hold
   * reaches between being found and being deleted is looked at again by the outer one.
   */
  static String deleteExpired(Table table) {
    String expired =
        table.canBeHeld() ? "held_by = '' AND expires_at <= now()" : "expires_at <= now()";
    return "DELETE FROM %1$s\nWHERE %2$s AND (%3$s) IN (\nSELECT %3$s FROM %1$s WHERE %2$s ORDER BY expires_at LIMIT ?)"
        .formatted(table.tableName(), expired, table.key());
  }

  /** What rows of a table say of their retention, each once. */
  static String standings(Table table) {
    return "SELECT DISTINCT %s FROM %s WHERE NOT removed".formatted(STANDING, table.tableName());
  }

  /** The rows after one, with what they say of their retention. */
  static String standingsAfter(Table table) {
    return "SELECT home_region, id, %s\nFROM %s WHERE NOT removed AND (home_region, id) > (?, ?) ORDER BY home_region, id LIMIT ?"
        .formatted(STANDING, table.tableName());
  }

  /**
   * Has rows say something else, unless they were replaced by others of another class meanwhile.
   */
  static String retain(Table table) {
    return ("UPDATE %1$s SET keep_months = n.keep_months, delete_months = n.delete_months, held_by = n.held_by,"
            + " expires_at = %1$s.event_time + %2$s\n"
            + "FROM unnest(?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::BIGINT[], ?::BIGINT[], ?::TEXT[])"
            + " AS n (home_region, id, data_classes, jurisdictions, keep_months, delete_months, held_by), retention AS k\n"
            + "WHERE %1$s.home_region = n.home_region AND %1$s.id = n.id AND NOT %1$s.removed AND k.class = %1$s.retained_as"
            + " AND array_to_string(%1$s.data_classes, ',') = n.data_classes"
            + " AND array_to_string(%1$s.jurisdictions, ',') = n.jurisdictions")
        .formatted(table.tableName(), Table.PERIOD);
  }

  /** Entries of an audit chain are kept alike, or the chain would have holes. */
  static String lengthenAudit() {
    return """
        UPDATE compliance_audit_logs SET expires_at = record_time + ?::BIGINT * INTERVAL '1 month'
        WHERE (home_region, job, chain, epoch, position, hash) IN (
        SELECT home_region, job, chain, epoch, position, hash FROM compliance_audit_logs
        WHERE expires_at < record_time + ?::BIGINT * INTERVAL '1 month' LIMIT ?)""";
  }

  /** The entries of a region's chains, each chain in its order. */
  static String auditEntries() {
    return """
        SELECT position, entry FROM compliance_audit_logs WHERE home_region = ?
        ORDER BY home_region, job, chain, epoch, position, hash""";
  }

  /** How many entries of the audit archive name one of some pseudonyms. */
  static String countAudited() {
    return "SELECT count(*) FROM compliance_audit_logs WHERE home_region = ? AND subject = ANY (?)";
  }

  /**
   * A page of the rows that may tell of somebody: a probe is in it, or a token that may stand for
   * anything, or content that cannot be told in small letters by the database.
   */
  static String mentions(Table table, int probes) {
    String found =
        IntStream.range(0, probes)
            .mapToObj(i -> "strpos(lower(entity || ' ' || payload::TEXT), ?) > 0 OR ")
            .collect(Collectors.joining());
    return "SELECT id, version, region, event_time, severity, entity, status, jurisdictions,"
        + " data_classes, policy_version, verdict, verdict_id, payload::TEXT AS payload\nFROM "
        + table.tableName()
        + "\nWHERE home_region = ? AND id > ? AND NOT removed AND ("
        + found
        + "strpos(payload::TEXT, 'tk_') > 0 OR strpos(payload::TEXT, '%') > 0"
        + " OR payload -> 'base64' IS NOT NULL OR entity || payload::TEXT ~ '[^ -~]')\n"
        + "ORDER BY id LIMIT ?";
  }

  /**
   * Takes a row's content. An event or detection is never told of again under a higher version; an
   * incident may be, with what is left of it.
   */
  static String empty(Table table) {
    String version = table == Table.INCIDENTS ? "version" : "9223372036854775807";
    return "UPDATE "
        + table.tableName()
        + " SET version = "
        + version
        + ", removed = TRUE, severity = '', entity = '', status = '', jurisdictions = '{}',"
        + " data_classes = '{}', verdict = ?, verdict_id = ?, payload = '{}',"
        + " retained_as = 'REMOVED', keep_months = 0, delete_months = 0, held_by = '', stored_at = now(),"
        + " expires_at = now() + (SELECT keep FROM retention WHERE class = 'REMOVED')\n"
        + "WHERE home_region = ? AND id = ? AND NOT removed";
  }

  /** How many rows are empty by one order. */
  static String countEmptied(Table table) {
    return "SELECT count(*) FROM "
        + table.tableName()
        + " WHERE home_region = ? AND verdict = ? AND verdict_id = ? AND removed";
  }

  /** Puts other content into a row, as its next version. */
  static String replace(Table table) {
    return "UPDATE "
        + table.tableName()
        + " SET payload = ?::JSONB, version = version + 1, stored_at = now()\n"
        + "WHERE home_region = ? AND id = ? AND version = ? AND NOT removed";
  }
}

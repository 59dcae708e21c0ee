package io.pixelated.streams.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes a CockroachDB database multi-regional: its regions, super regions that keep replicas of one
 * jurisdiction together, and tables whose rows live in their home region.
 *
 * <p>Not a migration: which regions there are is a matter of the cluster, and they come and go.
 */
final class CockroachRegions {
  private static final List<String> TABLES =
      List.of(
          "threat_events",
          "detections",
          "incidents",
          "threat_intelligence",
          "routing_health",
          "compliance_audit_logs");

  private CockroachRegions() {}

  /** What the database has already. */
  record Present(
      String database, Set<String> regions, Set<String> superRegions, Set<String> tables) {}

  static void apply(RegionPlan plan, Connection connection) throws SQLException {
    connection.setAutoCommit(true); // each is a schema change of its own
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements(plan, present(statement))) {
        statement.execute(sql);
      }
    }
  }

  /** The statements that are missing, in order. */
  static List<String> statements(RegionPlan plan, Present present) {
    String database = quoted(present.database());
    List<String> all = new ArrayList<>();
    if (present.regions().isEmpty()) {
      all.add(
          "ALTER DATABASE %s SET PRIMARY REGION %s"
              .formatted(database, quoted(plan.clusterRegions().get(plan.primary()))));
    }
    plan.clusterRegions().values().stream()
        .distinct()
        .filter(region -> !present.regions().contains(region))
        .filter(
            region ->
                !present.regions().isEmpty()
                    || !region.equals(plan.clusterRegions().get(plan.primary())))
        .forEach(
            region ->
                all.add(
                    "ALTER DATABASE %s ADD REGION IF NOT EXISTS %s"
                        .formatted(database, quoted(region))));
    if (!present.superRegions().containsAll(plan.superRegions().keySet())) {
      all.add("SET enable_super_regions = 'on'");
    }
    plan.superRegions()
        .forEach(
            (name, homes) -> {
              if (!present.superRegions().contains(name)) {
                all.add(
                    "ALTER DATABASE %s ADD SUPER REGION %s VALUES %s"
                        .formatted(database, quoted(name), clusterRegions(plan, homes)));
              }
            });
    for (String table : TABLES) {
      if (!present.tables().contains(table)) {
        // A home that is not listed has no place: the row is refused rather than put anywhere.
        all.add(
            "ALTER TABLE %s ADD COLUMN crdb_region crdb_internal_region NOT NULL AS (CASE home_region%s END) STORED"
                .formatted(table, cases(plan)));
        all.add("ALTER TABLE %s SET LOCALITY REGIONAL BY ROW".formatted(table));
      }
    }
    all.add("ALTER TABLE retention SET LOCALITY GLOBAL");
    return all;
  }

  private static String clusterRegions(RegionPlan plan, List<String> homes) {
    return homes.stream()
        .map(home -> quoted(plan.clusterRegions().get(home)))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String cases(RegionPlan plan) {
    StringBuilder cases = new StringBuilder();
    for (Map.Entry<String, String> home : plan.clusterRegions().entrySet()) {
      cases.append(" WHEN '%s' THEN '%s'".formatted(home.getKey(), home.getValue()));
    }
    return cases.toString();
  }

  private static Present present(Statement statement) throws SQLException {
    String database = strings(statement, "SELECT current_database()", 1).iterator().next();
    Set<String> regions = strings(statement, "SHOW REGIONS FROM DATABASE", "region");
    Set<String> superRegions =
        regions.isEmpty()
            ? Set.of()
            : strings(
                statement,
                "SHOW SUPER REGIONS FROM DATABASE " + quoted(database),
                "super_region_name");
    Set<String> tables =
        strings(
            statement,
            "SELECT table_name FROM information_schema.columns WHERE column_name = 'crdb_region'",
            1);
    return new Present(database, regions, superRegions, tables);
  }

  private static Set<String> strings(Statement statement, String query, int column)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      Set<String> found = new HashSet<>();
      while (rows.next()) {
        found.add(rows.getString(column));
      }
      return found;
    }
  }

  private static Set<String> strings(Statement statement, String query, String column)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      Set<String> found = new HashSet<>();
      while (rows.next()) {
        found.add(rows.getString(column));
      }
      return found;
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}

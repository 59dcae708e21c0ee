package io.pixelated.streams.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes a CockroachDB database multi-regional: its regions, super regions that keep replicas of one
 * jurisdiction together, and tables whose rows live in their home region.
 *
 * <p>Not a migration: which regions there are is a matter of the cluster, and they come and go.
 * What is to be done is told from what the database shows, so that doing it again finishes what was
 * cut short, and follows a plan that has changed. Where the homes are, a stored column says, which
 * is computed from {@code home_region} and named after the plan's homes: another plan is another
 * column, since an expression cannot be changed.
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

  /** What columns that say where rows live are called; {@code crdb_region} is CockroachDB's own. */
  private static final String PLACE = "home_place_";

  private static final String OWN = "crdb_region";

  private CockroachRegions() {}

  /**
   * What the database has already.
   *
   * @param superRegions by name, their regions
   * @param localities by table
   * @param places by table, the columns that say where its rows live, or did
   */
  record Present(
      String database,
      Set<String> regions,
      Map<String, Set<String>> superRegions,
      Map<String, String> localities,
      Map<String, Set<String>> places) {}

  static void apply(RegionPlan plan, Connection connection) throws SQLException {
    connection.setAutoCommit(true); // each is a schema change of its own
    try (Statement statement = connection.createStatement()) {
      Present present = present(statement);
      List<String> all = statements(plan, present);
      if (all.stream().anyMatch(sql -> sql.contains("ADD COLUMN"))) {
        requirePlaces(plan, statement);
      }
      for (String sql : all) {
        statement.execute(sql);
      }
    }
  }

  /** A row without a place would fail the schema change halfway. */
  private static void requirePlaces(RegionPlan plan, Statement statement) throws SQLException {
    Set<String> lost = new TreeSet<>();
    for (String table : TABLES) {
      lost.addAll(strings(statement, "SELECT DISTINCT home_region FROM " + table));
    }
    lost.removeAll(plan.clusterRegions().keySet());
    if (!lost.isEmpty()) {
      throw new SQLException(
          "there are rows of " + lost + ", which the plan has no place for: add the homes to it");
    }
  }

  /** The statements that are missing, in order. */
  static List<String> statements(RegionPlan plan, Present present) {
    List<String> all = new ArrayList<>();
    addRegions(plan, present, all);
    addSuperRegions(plan, present, all);
    String place = place(plan);
    for (String table : TABLES) {
      Set<String> places = present.places().getOrDefault(table, Set.of());
      if (!present.localities().getOrDefault(table, "").equals("REGIONAL BY ROW AS " + place)) {
        // A home that is not listed has no place: the row is refused rather than put anywhere.
        all.add(
            "ALTER TABLE %s ADD COLUMN IF NOT EXISTS %s crdb_internal_region NOT NULL AS (CASE home_region%s END) STORED"
                .formatted(table, place, cases(plan)));
        all.add("ALTER TABLE %s SET LOCALITY REGIONAL BY ROW AS %s".formatted(table, place));
      }
      places.stream()
          .filter(column -> !column.equals(place))
          .forEach(
              column ->
                  all.add("ALTER TABLE %s DROP COLUMN IF EXISTS %s".formatted(table, column)));
    }
    if (!present.localities().getOrDefault("retention", "").equals("GLOBAL")) {
      all.add("ALTER TABLE retention SET LOCALITY GLOBAL");
    }
    return all;
  }

  private static void addRegions(RegionPlan plan, Present present, List<String> all) {
    String database = quoted(present.database());
    Set<String> there = new TreeSet<>(present.regions());
    String primary = plan.clusterRegions().get(plan.primary());
    if (there.isEmpty()) {
      all.add("ALTER DATABASE %s SET PRIMARY REGION %s".formatted(database, quoted(primary)));
      there.add(primary);
    }
    for (String region : plan.clusterRegions().values()) {
      if (there.add(region)) {
        all.add(
            "ALTER DATABASE %s ADD REGION IF NOT EXISTS %s".formatted(database, quoted(region)));
      }
    }
  }

  private static void addSuperRegions(RegionPlan plan, Present present, List<String> all) {
    List<String> missing = new ArrayList<>();
    plan.superRegions()
        .forEach(
            (name, homes) -> {
              Set<String> regions =
                  homes.stream()
                      .map(plan.clusterRegions()::get)
                      .collect(Collectors.toCollection(TreeSet::new));
              Set<String> there = present.superRegions().get(name);
              if (!regions.equals(there)) {
                missing.add(
                    "ALTER DATABASE %s %s SUPER REGION %s VALUES %s"
                        .formatted(
                            quoted(present.database()),
                            there == null ? "ADD" : "ALTER",
                            quoted(name),
                            regions.stream()
                                .map(CockroachRegions::quoted)
                                .collect(Collectors.joining(", "))));
              }
            });
    if (!missing.isEmpty()) {
      all.add("SET enable_super_regions = 'on'");
      all.addAll(missing);
    }
  }

  /** The column of a plan's homes: the same homes at the same places, the same column. */
  static String place(RegionPlan plan) {
    return PLACE + Integer.toHexString(cases(plan).hashCode());
  }

  private static String cases(RegionPlan plan) {
    StringBuilder cases = new StringBuilder();
    new TreeMap<>(plan.clusterRegions())
        .forEach((home, region) -> cases.append(" WHEN '%s' THEN '%s'".formatted(home, region)));
    return cases.toString();
  }

  private static Present present(Statement statement) throws SQLException {
    String database = strings(statement, "SELECT current_database()").iterator().next();
    Set<String> regions = new TreeSet<>();
    pairs(statement, "SHOW REGIONS FROM DATABASE " + quoted(database), "region", "region")
        .forEach((region, same) -> regions.add(region));
    Map<String, Set<String>> superRegions = new TreeMap<>();
    if (!regions.isEmpty()) {
      pairs(
              statement,
              "SHOW SUPER REGIONS FROM DATABASE " + quoted(database),
              "super_region_name",
              "regions")
          .forEach((name, array) -> superRegions.put(name, elements(array)));
    }
    Map<String, Set<String>> places = new TreeMap<>();
    for (String table : TABLES) {
      places.put(
          table,
          strings(
              statement,
              "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'"
                  + " AND table_name = '%s' AND (column_name = '%s' OR column_name LIKE '%s%%')"
                      .formatted(table, OWN, PLACE)));
    }
    return new Present(
        database,
        regions,
        superRegions,
        pairs(statement, "SHOW TABLES", "table_name", "locality"),
        places);
  }

  /** Of an array as text, such as <code>{us-east1,us-west1}</code>. */
  static Set<String> elements(String array) {
    return new TreeSet<>(List.of(array.replaceAll("[{}\"]", "").split(",")));
  }

  private static Set<String> strings(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      Set<String> found = new TreeSet<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  private static Map<String, String> pairs(
      Statement statement, String query, String key, String value) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      Map<String, String> found = new TreeMap<>();
      while (rows.next()) {
        String text = rows.getString(value);
        found.put(rows.getString(key), text == null ? "" : text);
      }
      return found;
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}

package io.pixelated.streams.sql;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a CockroachDB shows of itself after the statements that spread it, by what its manual says
 * of each; it refuses what the manual has refused.
 */
final class ShownCockroach {
  private static final String NAME = "\"([^\"]+)\"";
  private static final Pattern PRIMARY =
      Pattern.compile("ALTER DATABASE \"streams\" SET PRIMARY REGION " + NAME);
  private static final Pattern REGION =
      Pattern.compile("ALTER DATABASE \"streams\" ADD REGION IF NOT EXISTS " + NAME);
  private static final Pattern SUPER =
      Pattern.compile("ALTER DATABASE \"streams\" (ADD|ALTER) SUPER REGION " + NAME + " VALUES (.*)");
  private static final Pattern ADD =
      Pattern.compile(
          "ALTER TABLE ([a-z_]+) ADD COLUMN IF NOT EXISTS ([a-z0-9_]+) crdb_internal_region NOT NULL"
              + " AS \\(CASE home_region( .*) END\\) STORED");
  private static final Pattern LOCALITY =
      Pattern.compile("ALTER TABLE ([a-z_]+) SET LOCALITY (GLOBAL|REGIONAL BY ROW AS ([a-z0-9_]+))");
  private static final Pattern DROP =
      Pattern.compile("ALTER TABLE ([a-z_]+) DROP COLUMN IF EXISTS ([a-z0-9_]+)");

  final Map<String, String> localities = new TreeMap<>();
  private final Set<String> regions = new TreeSet<>();
  private final Map<String, Set<String>> superRegions = new TreeMap<>();
  private final Map<String, Map<String, String>> columns = new HashMap<>();
  private boolean superRegionsEnabled;

  CockroachRegions.Present present() {
    return new CockroachRegions.Present(
        "streams",
        new TreeSet<>(regions),
        new TreeMap<>(superRegions),
        new TreeMap<>(localities),
        columns.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> new TreeSet<>(e.getValue().keySet()))));
  }

  /** Executes statements in a session of their own. */
  void execute(Collection<String> statements) {
    superRegionsEnabled = false;
    statements.forEach(this::execute);
  }

  void addColumn(String table, String column, String cases) {
    columns.computeIfAbsent(table, t -> new TreeMap<>()).putIfAbsent(column, cases);
  }

  /** Where a row of a home lives. */
  String place(String table, String home) {
    String by = localities.get(table).replace("REGIONAL BY ROW AS ", "");
    Matcher matcher =
        Pattern.compile("WHEN '" + home + "' THEN '([^']+)'").matcher(columns.get(table).get(by));
    require(matcher.find(), "null value in column " + by);
    return matcher.group(1);
  }

  private void execute(String sql) {
    Matcher matcher;
    if (sql.equals("SET enable_super_regions = 'on'")) {
      superRegionsEnabled = true;
    } else if ((matcher = PRIMARY.matcher(sql)).matches()) {
      require(regions.isEmpty(), "has a primary region");
      regions.add(matcher.group(1));
    } else if ((matcher = REGION.matcher(sql)).matches()) {
      require(!regions.isEmpty(), "has no primary region");
      regions.add(matcher.group(1));
    } else if ((matcher = SUPER.matcher(sql)).matches()) {
      changeSuperRegion(matcher.group(1).equals("ALTER"), matcher.group(2), matcher.group(3));
    } else if ((matcher = ADD.matcher(sql)).matches()) {
      addColumn(matcher.group(1), matcher.group(2), matcher.group(3));
    } else if ((matcher = LOCALITY.matcher(sql)).matches()) {
      require(!regions.isEmpty(), "the database is not multi-region");
      String column = matcher.group(3);
      require(
          column == null || columns.getOrDefault(matcher.group(1), Map.of()).containsKey(column),
          "no such column");
      localities.put(matcher.group(1), matcher.group(2));
    } else if ((matcher = DROP.matcher(sql)).matches()) {
      String column = matcher.group(2);
      require(
          !localities.get(matcher.group(1)).equals("REGIONAL BY ROW AS " + column),
          "the table is regional by it");
      columns.get(matcher.group(1)).remove(column);
    } else {
      throw new AssertionError("the manual has no " + sql);
    }
  }

  private void changeSuperRegion(boolean there, String name, String values) {
    require(superRegionsEnabled, "super regions are not enabled");
    require(superRegions.containsKey(name) == there, "is there, or is not");
    Set<String> members = new TreeSet<>(Set.of(values.replace("\"", "").split(", ")));
    require(regions.containsAll(members), "is no region of the database");
    superRegions.forEach(
        (other, its) ->
            require(
                other.equals(name) || its.stream().noneMatch(members::contains),
                "is in two super regions"));
    superRegions.put(name, members);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}

package io.pixelated.streams.sql;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a CockroachDB shows of itself after the statements that spread it, by what its manual says
 * of each; it refuses what the manual has refused.
 */
final class ShownCockroach {
  private static final String NAME = "\"([^\"]+)\"";
  final Map<String, String> localities = new TreeMap<>();
  private final Set<String> regions = new TreeSet<>();
  private final Map<String, Set<String>> superRegions = new TreeMap<>();
  private final Map<String, Map<String, String>> columns = new HashMap<>();
  private final Map<Pattern, Consumer<MatchResult>> manual = new HashMap<>();
  private boolean superRegionsEnabled;

  ShownCockroach() {
    says("SET enable_super_regions = 'on'", found -> superRegionsEnabled = true);
    says(
        "ALTER DATABASE \"streams\" SET PRIMARY REGION " + NAME,
        found -> {
          require(regions.isEmpty(), "has a primary region");
          regions.add(found.group(1));
        });
    says(
        "ALTER DATABASE \"streams\" ADD REGION IF NOT EXISTS " + NAME,
        found -> {
          require(!regions.isEmpty(), "has no primary region");
          regions.add(found.group(1));
        });
    says(
        "ALTER DATABASE \"streams\" (ADD|ALTER) SUPER REGION " + NAME + " VALUES (.*)",
        found -> changeSuperRegion(found.group(1).equals("ALTER"), found.group(2), found.group(3)));
    says(
        "ALTER TABLE ([a-z_]+) ADD COLUMN IF NOT EXISTS ([a-z0-9_]+) crdb_internal_region NOT NULL"
            + " AS \\(CASE home_region( .*) END\\) STORED",
        found -> addColumn(found.group(1), found.group(2), found.group(3)));
    says(
        "ALTER TABLE ([a-z_]+) SET LOCALITY (GLOBAL|REGIONAL BY ROW AS ([a-z0-9_]+))",
        found -> changeLocality(found.group(1), found.group(2), found.group(3)));
    says(
        "ALTER TABLE ([a-z_]+) DROP COLUMN IF EXISTS ([a-z0-9_]+)",
        found -> dropColumn(found.group(1), found.group(2)));
  }

  private void says(String form, Consumer<MatchResult> effect) {
    manual.put(Pattern.compile(form), effect);
  }

  CockroachRegions.Present present() {
    return new CockroachRegions.Present(
        "streams",
        new TreeSet<>(regions),
        new TreeMap<>(superRegions),
        new TreeMap<>(localities),
        columns.entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, e -> new TreeSet<>(e.getValue().keySet()))));
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
    for (Map.Entry<Pattern, Consumer<MatchResult>> form : manual.entrySet()) {
      Matcher matcher = form.getKey().matcher(sql);
      if (matcher.matches()) {
        form.getValue().accept(matcher);
        return;
      }
    }
    throw new AssertionError("the manual has no " + sql);
  }

  private void changeLocality(String table, String locality, String column) {
    require(!regions.isEmpty(), "the database is not multi-region");
    require(
        column == null || columns.getOrDefault(table, Map.of()).containsKey(column),
        "no such column");
    localities.put(table, locality);
  }

  private void dropColumn(String table, String column) {
    require(
        !localities.get(table).equals("REGIONAL BY ROW AS " + column),
        "the table is regional by it");
    columns.get(table).remove(column);
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

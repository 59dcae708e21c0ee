package io.pixelated.streams.sql;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where on a CockroachDB cluster the rows of each home region are kept.
 *
 * @param primary the home region that a new database begins with
 * @param clusterRegions by home region, the name that the cluster's nodes give theirs ({@code
 *     --locality=region=...})
 * @param superRegions by name, such as {@code eu}, the home regions whose replicas may not leave
 *     each other's company; one that is in none has its replicas anywhere
 */
public record RegionPlan(
    String primary, Map<String, String> clusterRegions, Map<String, List<String>> superRegions) {
  /** They stand in statements, which take no parameters. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,63}");

  public RegionPlan {
    Objects.requireNonNull(primary, "primary");
    clusterRegions = new TreeMap<>(clusterRegions);
    superRegions = new TreeMap<>(superRegions);
    clusterRegions.forEach(RegionPlan::requireNames);
    superRegions.keySet().forEach(RegionPlan::requireNames);
    if (!clusterRegions.containsKey(primary)) {
      throw new IllegalArgumentException(
          "primary region " + primary + " is none of " + clusterRegions.keySet());
    }
    Map<String, String> taken = new TreeMap<>();
    for (Map.Entry<String, List<String>> entry : superRegions.entrySet()) {
      for (String home : entry.getValue()) {
        if (!clusterRegions.containsKey(home)) {
          throw new IllegalArgumentException(
              "super region "
                  + entry.getKey()
                  + " names "
                  + home
                  + ", which is none of "
                  + clusterRegions.keySet());
        }
        String other = taken.putIfAbsent(clusterRegions.get(home), entry.getKey());
        if (other != null && !other.equals(entry.getKey())) {
          throw new IllegalArgumentException(
              "cluster region %s is in the super regions %s and %s: give it to one"
                  .formatted(clusterRegions.get(home), other, entry.getKey()));
        }
      }
    }
  }

  private static void requireNames(String... names) {
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "'" + name + "' is no name of a region: use letters, digits, '.', '_' and '-'");
      }
    }
  }
}

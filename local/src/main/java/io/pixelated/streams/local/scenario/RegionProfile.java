package io.pixelated.streams.local.scenario;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a region is like, as a scenario describes it.
 *
 * @param name the region's name, as topics carry it
 * @param zone where its daily rhythm comes from
 * @param share its part of all benign events, relative to the other regions
 * @param cities where its users live, with weights; the first is where the region's own staff works
 * @param directories subject directories of its patients ({@code eu}, {@code us}, ...) with weights
 * @param states US states of its patients from the {@code us} directory
 */
record RegionProfile(
    String name,
    ZoneId zone,
    double share,
    Map<City, Double> cities,
    Map<String, Double> directories,
    List<String> states) {
  RegionProfile {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(zone, "zone");
    if (!(share > 0)) {
      throw new IllegalArgumentException(
          "region " + name + ": share " + share + " must be above 0");
    }
    if (cities.isEmpty() || directories.isEmpty()) {
      throw new IllegalArgumentException(
          "region " + name + ": give at least one city and one directory");
    }
    states = List.copyOf(states);
  }

  City mainCity() {
    return cities.keySet().iterator().next();
  }
}

package io.pixelated.streams.local.scenario;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a scenario of a scenario file's values, or says what is wrong with them. */
final class ScenarioReader {
  private static final List<String> KEYS =
      List.of(
          "description",
          "duration",
          "benign-events",
          "disorder",
          "cities",
          "abroad",
          "regions",
          "traffic",
          "noise",
          "attacks");

  private ScenarioReader() {}

  static Scenario read(String name, Map<String, Object> values) {
    Section top = new Section("", values);
    top.allow(KEYS);
    Map<String, City> cities = cities(top);
    Duration duration = top.duration("duration");
    Map<AttackKind, Integer> attacks = attacks(top, duration);
    List<RegionProfile> regions = new ArrayList<>();
    for (Section region : top.sections("regions")) {
      regions.add(region(region, cities));
    }
    checkRegions(regions, attacks);
    return new Scenario(
        name,
        duration,
        (long) top.positive("benign-events"),
        top.duration("disorder"),
        regions,
        abroad(top, cities),
        top.numbers("traffic", ScenarioReader::traffic, TrafficKind.scenarioNames()),
        top.numbers("noise", ScenarioReader::traffic, TrafficKind.scenarioNames()),
        attacks);
  }

  private static void checkRegions(List<RegionProfile> regions, Map<AttackKind, Integer> attacks) {
    if (regions.isEmpty() || regions.size() > 16) {
      throw new ScenarioException("regions", regions.size() + " regions", "give 1 to 16");
    }
    if (regions.stream().map(RegionProfile::name).distinct().count() < regions.size()) {
      throw new ScenarioException(
          "regions", regions.stream().map(RegionProfile::name).toList(), "name each one once");
    }
    attacks.forEach(
        (kind, count) -> {
          if (count > 0 && kind.attack().regions() > regions.size()) {
            throw new ScenarioException(
                "attacks." + kind.scenarioName(),
                count,
                "it needs " + kind.attack().regions() + " regions; add one or leave it out");
          }
        });
  }

  private static Map<String, City> cities(Section top) {
    Map<String, City> cities = new LinkedHashMap<>();
    for (Section city : top.sections("cities")) {
      city.allow(List.of("name", "country", "lat", "lon"));
      String name = city.text("name");
      try {
        double lat = Double.parseDouble(city.text("lat"));
        double lon = Double.parseDouble(city.text("lon"));
        cities.put(name, new City(name, city.text("country"), lat, lon));
      } catch (IllegalArgumentException e) {
        throw new ScenarioException("cities", name, e.getMessage());
      }
    }
    return cities;
  }

  private static List<City> abroad(Section top, Map<String, City> cities) {
    List<City> abroad = new ArrayList<>();
    for (String name : top.texts("abroad")) {
      if (!cities.containsKey(name)) {
        throw new ScenarioException("abroad", name, "no such city; use one of " + cities.keySet());
      }
      abroad.add(cities.get(name));
    }
    if (abroad.stream().map(City::country).distinct().count() < 2) {
      throw new ScenarioException("abroad", abroad, "give cities of at least two countries");
    }
    return abroad;
  }

  private static RegionProfile region(Section region, Map<String, City> cities) {
    region.allow(List.of("name", "zone", "share", "cities", "directories", "states"));
    String zone = region.text("zone");
    try {
      return new RegionProfile(
          region.text("name"),
          ZoneId.of(zone),
          region.positive("share"),
          region.numbers("cities", cities::get, List.copyOf(cities.keySet())),
          region.numbers("directories", code -> code, List.of()),
          region.texts("states"));
    } catch (DateTimeException e) {
      throw new ScenarioException("regions.zone", zone, "use a zone id such as Europe/Berlin");
    } catch (IllegalArgumentException e) {
      throw new ScenarioException("regions", region.text("name"), e.getMessage());
    }
  }

  private static Map<AttackKind, Integer> attacks(Section top, Duration duration) {
    Map<AttackKind, Double> counts =
        top.numbers(
            "attacks", name -> AttackKind.named(name).orElse(null), AttackKind.scenarioNames());
    Map<AttackKind, Integer> attacks = new EnumMap<>(AttackKind.class);
    counts.forEach(
        (kind, count) -> {
          Duration needed = kind.attack().longest().plus(Stage.CALM_BEFORE).plus(Stage.CALM_AFTER);
          if (count > 0 && duration.compareTo(needed) < 0) {
            throw new ScenarioException(
                "duration", duration, kind.scenarioName() + " needs at least " + needed);
          }
          attacks.put(kind, count.intValue());
        });
    return attacks;
  }

  private static TrafficKind traffic(String name) {
    for (TrafficKind kind : TrafficKind.values()) {
      if (kind.scenarioName().equals(name)) {
        return kind;
      }
    }
    return null;
  }
}

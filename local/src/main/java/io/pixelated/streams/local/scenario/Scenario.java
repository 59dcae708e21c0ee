package io.pixelated.streams.local.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a simulation plays: regions, how much of which normal traffic, and how many of which
 * attacks.
 *
 * <p>Scenarios are YAML, shipped ({@link #names()}) or one's own file; the shipped {@code
 * full-day.yml} says what its keys mean.
 */
public final class Scenario {
  private final String name;
  private final Duration duration;
  private final long benignEvents;
  private final Duration disorder;
  private final List<RegionProfile> regions;
  private final List<City> abroad;
  private final Map<TrafficKind, Double> traffic;
  private final Map<TrafficKind, Double> noise;
  private final Map<AttackKind, Integer> attacks;

  Scenario(
      String name,
      Duration duration,
      long benignEvents,
      Duration disorder,
      List<RegionProfile> regions,
      List<City> abroad,
      Map<TrafficKind, Double> traffic,
      Map<TrafficKind, Double> noise,
      Map<AttackKind, Integer> attacks) {
    this.name = Objects.requireNonNull(name, "name");
    this.duration = duration;
    this.benignEvents = benignEvents;
    this.disorder = disorder;
    this.regions = List.copyOf(regions);
    this.abroad = List.copyOf(abroad);
    this.traffic = ordered(TrafficKind.class, traffic);
    this.noise = ordered(TrafficKind.class, noise);
    this.attacks = ordered(AttackKind.class, attacks);
  }

  private static <K extends Enum<K>, V> Map<K, V> ordered(Class<K> type, Map<K, V> values) {
    Map<K, V> copy = new EnumMap<>(type);
    copy.putAll(values);
    return Collections.unmodifiableMap(copy);
  }

  /**
   * Loads a shipped scenario by name, the default scenario with one kind of attack by that attack's
   * name ({@code password-spray}), or a scenario file by its path.
   *
   * @throws ScenarioException naming the key, the value and the remedy
   */
  public static Scenario load(String nameOrFile) {
    if (ScenarioFile.SHIPPED.contains(nameOrFile)) {
      return ScenarioFile.shipped(nameOrFile);
    }
    return AttackKind.named(nameOrFile)
        .map(kind -> ScenarioFile.shipped(ScenarioFile.DEFAULT).onlyAttack(kind))
        .orElseGet(() -> ScenarioFile.read(Path.of(nameOrFile), names()));
  }

  /** Names that {@link #load} takes without a file: the scenarios, then the single attacks. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(ScenarioFile.SHIPPED);
    names.addAll(AttackKind.scenarioNames());
    return Collections.unmodifiableList(names);
  }

  /** This scenario with another amount of normal traffic, people and machines growing with it. */
  public Scenario withBenignEvents(long events) {
    if (events < 1) {
      throw new ScenarioException("benign-events", events, "give at least 1");
    }
    double factor = (double) events / benignEvents;
    Map<TrafficKind, Double> scaled = new EnumMap<>(TrafficKind.class);
    noise.forEach((kind, perDay) -> scaled.put(kind, perDay * factor));
    return new Scenario(
        name, duration, events, disorder, regions, abroad, traffic, scaled, attacks);
  }

  /** This scenario with no attack but one of this kind in each region. */
  public Scenario onlyAttack(AttackKind kind) {
    return new Scenario(
        kind.scenarioName(),
        duration,
        benignEvents,
        disorder,
        regions,
        abroad,
        traffic,
        noise,
        Map.of(kind, 1));
  }

  public String name() {
    return name;
  }

  /** How much event time it covers. */
  public Duration duration() {
    return duration;
  }

  /** How many benign events it aims at, over all regions; a simulation comes within 10 %. */
  public long benignEvents() {
    return benignEvents;
  }

  /** How much later than its event time an event reaches the topic at most. */
  public Duration disorder() {
    return disorder;
  }

  public List<String> regionNames() {
    return regions.stream().map(RegionProfile::name).toList();
  }

  List<RegionProfile> regions() {
    return regions;
  }

  List<City> abroad() {
    return abroad;
  }

  /** Shares of the benign events. */
  Map<TrafficKind, Double> traffic() {
    return traffic;
  }

  /** Episodes per region and day. */
  Map<TrafficKind, Double> noise() {
    return noise;
  }

  /** Attacks per region; for kinds that need several regions, in total. */
  Map<AttackKind, Integer> attacks() {
    return attacks;
  }
}

package io.pixelated.streams.local.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One performance of a scenario: the regions' worlds, the attacks already played, and the traffic
 * ready to be played slice by slice.
 */
final class Stage {
  /** Normal traffic only, before the first attack. */
  static final Duration CALM_BEFORE = Duration.ofMinutes(30);

  /** Normal traffic only, after the last attack, so that every window over it can close. */
  static final Duration CALM_AFTER = Duration.ofMinutes(90);

  private final Scenario scenario;
  private final long seed;
  private final Instant start;
  private final Instant end;
  private final List<RegionWorld> worlds = new ArrayList<>();
  private final List<ScenarioEvent> attackEvents = new ArrayList<>();
  private final List<ScriptedAttack> truth = new ArrayList<>();

  Stage(Scenario scenario, long seed, Instant end) {
    this.scenario = scenario;
    this.seed = seed;
    this.end = end;
    this.start = end.minus(scenario.duration());
    Names names = new Names();
    double shares = scenario.regions().stream().mapToDouble(RegionProfile::share).sum();
    double days = scenario.duration().toSeconds() / 86_400.0;
    for (int i = 0; i < scenario.regions().size(); i++) {
      RegionProfile profile = scenario.regions().get(i);
      long perDay = (long) (scenario.benignEvents() * profile.share() / shares / days);
      worlds.add(new WorldBuilder(profile, i, scenario.abroad(), names, seed).build(perDay));
    }
    playAttacks();
    truth.sort(Comparator.comparing(ScriptedAttack::start).thenComparing(ScriptedAttack::id));
  }

  private void playAttacks() {
    Set<String> victims = new HashSet<>();
    scenario
        .attacks()
        .forEach(
            (kind, count) -> {
              if (kind.attack().regions() == 1) {
                for (RegionWorld world : worlds) {
                  for (int i = 1; i <= count; i++) {
                    playAttack(kind, List.of(world), i, victims);
                  }
                }
              } else {
                for (int i = 1; i <= count; i++) {
                  playAttack(kind, severalWorlds(kind, i), i, victims);
                }
              }
            });
  }

  private List<RegionWorld> severalWorlds(AttackKind kind, int number) {
    Dice dice = Dice.of(seed, "regions", kind, number);
    List<RegionWorld> left = new ArrayList<>(worlds);
    List<RegionWorld> chosen = new ArrayList<>();
    while (chosen.size() < kind.attack().regions()) {
      RegionWorld world = dice.pick(left);
      left.remove(world);
      chosen.add(world);
    }
    return chosen;
  }

  private void playAttack(
      AttackKind kind, List<RegionWorld> places, int number, Set<String> victims) {
    Attack attack = kind.attack();
    String id =
        kind.scenarioName()
            + "/"
            + String.join("+", places.stream().map(RegionWorld::name).toList())
            + "/"
            + number;
    Dice dice = Dice.of(seed, "attack", id);
    Instant latest = end.minus(CALM_AFTER).minus(attack.longest());
    Instant begin = dice.timeIn(start.plus(CALM_BEFORE), latest);
    List<ScenarioEvent> events = new ArrayList<>();
    Plot plot = new Plot(begin, dice, places, victims, scenario.disorder(), events::add);
    attack.play(plot);
    truth.add(
        new ScriptedAttack(
            id,
            kind,
            plot.involved(),
            plot.firstEvent(),
            plot.lastEvent(),
            attack.techniques(),
            events.size()));
    attackEvents.addAll(events);
  }

  List<ScriptedAttack> truth() {
    return List.copyOf(truth);
  }

  List<ScenarioEvent> attackEvents() {
    return attackEvents;
  }

  List<RegionWorld> worlds() {
    return worlds;
  }

  Scenario scenario() {
    return scenario;
  }

  Instant start() {
    return start;
  }

  Instant end() {
    return end;
  }

  /** Plays the episodes of one kind of traffic that begin in a slice of time. */
  void playTraffic(
      TrafficKind kind,
      RegionWorld world,
      Instant from,
      Instant to,
      double episodes,
      Consumer<ScenarioEvent> out) {
    Dice dice = Dice.of(seed, "traffic", world.name(), kind, from);
    Scene scene = new Scene(world, dice, scenario.disorder(), out);
    Traffic traffic = kind.traffic();
    int count = dice.poisson(episodes);
    for (int i = 0; i < count; i++) {
      traffic.play(dice.timeIn(from, to), scene);
    }
  }

  /** Everyone's expected number of episodes, in the order in which they are played. */
  Map<TrafficKind, Double> episodes(RegionWorld world) {
    return Budget.episodes(scenario, world.profile());
  }
}

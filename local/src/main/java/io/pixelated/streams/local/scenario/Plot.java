package io.pixelated.streams.local.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One attack being played: its start, its regions and dice, and the note of everything it involves,
 * from which the ground truth is made.
 */
final class Plot {
  private final Instant start;
  private final Dice dice;
  private final Set<String> victims;
  private final Map<String, Set<String>> involved = new TreeMap<>();
  private final List<Scene> scenes = new ArrayList<>();
  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;

  /**
   * @param victims users and machines that other attacks of the simulation have already taken;
   *     extended by this attack's
   */
  Plot(
      Instant start,
      Dice dice,
      List<RegionWorld> worlds,
      Set<String> victims,
      Duration disorder,
      Consumer<ScenarioEvent> out) {
    this.start = start;
    this.dice = dice;
    this.victims = victims;
    for (RegionWorld world : worlds) {
      scenes.add(
          new Scene(
              world,
              dice,
              disorder,
              event -> {
                first = event.time().isBefore(first) ? event.time() : first;
                last = event.time().isAfter(last) ? event.time() : last;
                out.accept(event);
              }));
      involved.put(world.name(), new TreeSet<>());
    }
  }

  Instant start() {
    return start;
  }

  Dice dice() {
    return dice;
  }

  List<Scene> scenes() {
    return scenes;
  }

  /** The scene of an attack that plays in one region. */
  Scene scene() {
    return scenes.get(0);
  }

  /** Notes that users, hosts or addresses take part in this scene's region. */
  void involve(Scene scene, String... entities) {
    involved.get(scene.world().name()).addAll(List.of(entities));
  }

  /** An account that no other attack uses, noted as involved. */
  Person victim(Scene scene, List<Person> candidates) {
    Person person = dice.pick(candidates);
    for (int i = 0; i < 200 && !victims.add(scene.world().name() + "/" + person.login()); i++) {
      person = dice.pick(candidates);
    }
    involve(scene, person.login());
    return person;
  }

  /** An attacker's address in a country of its own choosing, noted as involved. */
  Origin attacker(Scene scene) {
    return attackerOutside(scene, "");
  }

  /** The same in any country but one. */
  Origin attackerOutside(Scene scene, String country) {
    List<City> cities =
        scene.world().abroad().stream().filter(c -> !c.country().equals(country)).toList();
    Origin origin = scene.world().networks().rented(dice.pick(cities), dice);
    involve(scene, origin.ip());
    return origin;
  }

  Map<String, Set<String>> involved() {
    return involved;
  }

  Instant firstEvent() {
    return first;
  }

  Instant lastEvent() {
    return last;
  }
}

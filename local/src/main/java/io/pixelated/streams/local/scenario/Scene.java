package io.pixelated.streams.local.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** Where an episode plays: a region, its own dice, and the place for the records it writes. */
final class Scene {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RegionWorld world;
  private final Dice dice;
  private final Duration disorder;
  private final Consumer<ScenarioEvent> out;

  Scene(RegionWorld world, Dice dice, Duration disorder, Consumer<ScenarioEvent> out) {
    this.world = world;
    this.dice = dice;
    this.disorder = disorder;
    this.out = out;
  }

  RegionWorld world() {
    return world;
  }

  Dice dice() {
    return dice;
  }

  int localHour(Instant time) {
    return time.atZone(world.profile().zone()).getHour();
  }

  /** Writes a record; most arrive within a tenth of the allowed disorder, some use all of it. */
  void write(Instant time, String key, Map<String, Object> fields) {
    long bound = disorder.toMillis();
    double late = dice.fraction() * (dice.chance(0.9) ? 0.1 : 1.0);
    Instant arrival = time.plusMillis((long) (bound * late));
    try {
      out.accept(
          new ScenarioEvent(world.name(), time, arrival, key, JSON.writeValueAsBytes(fields)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of plain maps and values must be JSON", e);
    }
  }
}

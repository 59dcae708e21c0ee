package io.pixelated.streams.local.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Plays a stage slice by slice and hands out its events by arrival, holding only the episodes that
 * are still going on.
 */
final class EventIterator implements Iterator<ScenarioEvent> {
  private static final Duration SLICE = Duration.ofMinutes(5);

  private record Queued(ScenarioEvent event, long number) {}

  private record Source(RegionWorld world, TrafficKind kind, double episodes, double weights) {}

  private final Stage stage;
  private final List<Source> sources = new ArrayList<>();
  private final PriorityQueue<Queued> queue =
      new PriorityQueue<>(
          Comparator.comparing((Queued queued) -> queued.event().arrival())
              .thenComparingLong(Queued::number));
  private Instant played;
  private long number;

  EventIterator(Stage stage) {
    this.stage = stage;
    this.played = stage.start();
    for (RegionWorld world : stage.worlds()) {
      Map<Rhythm, Double> weights = new EnumMap<>(Rhythm.class);
      for (Rhythm rhythm : Rhythm.values()) {
        weights.put(rhythm, weight(rhythm, world));
      }
      stage
          .episodes(world)
          .forEach(
              (kind, episodes) ->
                  sources.add(
                      new Source(world, kind, episodes, weights.get(kind.traffic().rhythm()))));
    }
    stage.attackEvents().forEach(this::enqueue);
  }

  private double weight(Rhythm rhythm, RegionWorld world) {
    double sum = 0;
    for (Instant t = stage.start(); t.isBefore(stage.end()); t = t.plus(SLICE)) {
      sum += rhythm.at(t, world.profile().zone());
    }
    return sum;
  }

  private void enqueue(ScenarioEvent event) {
    if (event.time().isBefore(stage.end())) {
      queue.add(new Queued(event, number++));
    }
  }

  @Override
  public boolean hasNext() {
    while (played.isBefore(stage.end())
        && (queue.isEmpty() || !queue.peek().event().arrival().isBefore(played))) {
      playSlice();
    }
    return !queue.isEmpty();
  }

  @Override
  public ScenarioEvent next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the simulation is over");
    }
    return queue.remove().event();
  }

  private void playSlice() {
    Instant to = played.plus(SLICE);
    for (Source source : sources) {
      double rhythm = source.kind().traffic().rhythm().at(played, source.world().profile().zone());
      double episodes = source.weights() == 0 ? 0 : source.episodes() * rhythm / source.weights();
      stage.playTraffic(source.kind(), source.world(), played, to, episodes, this::enqueue);
    }
    played = to;
  }
}

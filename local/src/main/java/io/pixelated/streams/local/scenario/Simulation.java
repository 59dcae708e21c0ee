package io.pixelated.streams.local.scenario;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One run of a scenario: its events and what was scripted into them. Immutable. */
public final class Simulation {
  private final Scenario scenario;
  private final long seed;
  private final Instant end;
  private final List<ScriptedAttack> truth;

  Simulation(Scenario scenario, long seed, Instant end) {
    this.scenario = Objects.requireNonNull(scenario, "scenario");
    this.seed = seed;
    this.end = Objects.requireNonNull(end, "end");
    this.truth = new Stage(scenario, seed, end).truth();
  }

  /**
   * The events in order of their arrival, which is their event time give or take the scenario's
   * disorder. Made as they are asked for; every call begins anew.
   */
  public Iterator<ScenarioEvent> iterator() {
    return new EventIterator(new Stage(scenario, seed, end));
  }

  /** {@link #iterator()} as a stream. */
  public Stream<ScenarioEvent> events() {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            iterator(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
        false);
  }

  /** The attacks among the events, by their start. */
  public List<ScriptedAttack> truth() {
    return truth;
  }

  public Scenario scenario() {
    return scenario;
  }

  public long seed() {
    return seed;
  }

  /** No event is earlier than this. */
  public Instant start() {
    return end.minus(scenario.duration());
  }

  /** Every event is earlier than this. */
  public Instant end() {
    return end;
  }
}

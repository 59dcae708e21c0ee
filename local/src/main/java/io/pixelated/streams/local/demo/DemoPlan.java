package io.pixelated.streams.local.demo;

import io.pixelated.streams.local.play.EventFile;
import io.pixelated.streams.local.play.PlayedEvent;
import io.pixelated.streams.local.play.TimeShift;
import io.pixelated.streams.local.scenario.ScenarioEvent;
import io.pixelated.streams.local.scenario.ScriptedAttack;
import io.pixelated.streams.local.scenario.Simulation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/**
 * What a demonstration plays, to which regions, under which rules.
 *
 * @param regions the regions that take part
 * @param rules rule files and directories
 * @param perSecond events a second, over all regions
 * @param attacks what is scripted into the events; empty for one's own
 * @param source where the events come from
 */
public record DemoPlan(
    List<String> regions,
    List<Path> rules,
    int perSecond,
    List<ScriptedAttack> attacks,
    Source source) {
  public DemoPlan {
    regions = List.copyOf(regions);
    rules = List.copyOf(rules);
    attacks = List.copyOf(attacks);
  }

  /** Where events come from. */
  @FunctionalInterface
  public interface Source {
    /** The events, from the first. */
    Iterator<PlayedEvent> events(Instant now) throws IOException;
  }

  /** Plays a simulation. */
  public static DemoPlan of(Simulation simulation, List<Path> rules, int perSecond) {
    return new DemoPlan(
        simulation.scenario().regionNames(),
        rules,
        perSecond,
        simulation.truth(),
        now -> new Simulated(simulation.iterator()));
  }

  /** Plays a file to one region, moved in time so that it ends now unless its times are kept. */
  public static DemoPlan of(
      Path events, String region, boolean keepTime, List<Path> rules, int perSecond) {
    EventFile file = new EventFile(events, region);
    return new DemoPlan(
        List.of(region),
        rules,
        perSecond,
        List.of(),
        now -> file.events(keepTime ? new TimeShift(Duration.ZERO) : file.shiftTo(now)));
  }

  private record Simulated(Iterator<ScenarioEvent> events) implements Iterator<PlayedEvent> {
    @Override
    public boolean hasNext() {
      return events.hasNext();
    }

    @Override
    public PlayedEvent next() {
      ScenarioEvent event = events.next();
      return new PlayedEvent(event.region(), event.key(), event.json());
    }
  }
}

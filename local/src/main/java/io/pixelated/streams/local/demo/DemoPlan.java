package io.pixelated.streams.local.demo;

import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationOptions;
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
import org.apache.flink.configuration.Configuration;

/**
 * What a demonstration plays, to which regions, under which rules.
 *
 * @param regions the regions that take part
 * @param rules rule files and directories
 * @param perSecond events a second, over all regions
 * @param scripted whether there is a script to hold the incidents against
 * @param attacks what is scripted into the events; empty for one's own
 * @param options options of the jobs over those of the local stack
 * @param source where the events come from
 */
public record DemoPlan(
    List<String> regions,
    List<Path> rules,
    int perSecond,
    boolean scripted,
    List<ScriptedAttack> attacks,
    Configuration options,
    Source source) {
  public DemoPlan {
    regions = List.copyOf(regions);
    rules = List.copyOf(rules);
    attacks = List.copyOf(attacks);
  }

  /** Recordings are seldom in order: many are out of it by minutes. */
  private static final Duration RECORDINGS_OUT_OF_ORDER = Duration.ofMinutes(15);

  /** Where events come from. */
  @FunctionalInterface
  public interface Source {
    /** The events, from the first. */
    Iterator<PlayedEvent> events(Instant now) throws IOException;
  }

  /** Plays a simulation. */
  public static DemoPlan of(Simulation simulation, List<Path> rules, int perSecond) {
    Configuration options = new Configuration();
    options.set(ThreatCorrelationOptions.OUT_OF_ORDERNESS, simulation.scenario().disorder());
    return new DemoPlan(
        simulation.scenario().regionNames(),
        rules,
        perSecond,
        true,
        simulation.truth(),
        options,
        now -> new Simulated(simulation.iterator()));
  }

  /** Plays a file to one region, moved in time so that it ends now unless its times are kept. */
  public static DemoPlan of(
      Path events, String region, boolean keepTime, List<Path> rules, int perSecond) {
    EventFile file = new EventFile(events, region);
    Configuration options = new Configuration();
    options.set(ThreatCorrelationOptions.OUT_OF_ORDERNESS, RECORDINGS_OUT_OF_ORDER);
    if (keepTime) {
      options.set(ThreatCorrelationOptions.MAX_AGE, Duration.ZERO);
    }
    return new DemoPlan(
        List.of(region),
        rules,
        perSecond,
        false,
        List.of(),
        options,
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

package io.pixelated.streams.jobs.incidents;

import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.Evidence;
import io.pixelated.streams.events.Level;
import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.incidents.Signal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Detections as they come to the stages around incidents. */
final class Signals {
  private Signals() {}

  static Signal signal(String id, long time, Entity... links) {
    return signal("r1", id, time, links);
  }

  static Signal signal(String rule, String id, long time, Entity... links) {
    Evidence evidence =
        new Evidence(
            id,
            Evidence.Kind.DETECTION,
            new RuleRef(rule, "v1", "Title", Level.HIGH, List.of()),
            time,
            time,
            false,
            Map.of(),
            "1",
            0,
            List.of("e1"),
            List.of(links),
            Classification.UNKNOWN,
            time);
    List<Entity> sorted = Stream.of(links).sorted().toList();
    return new Signal(evidence, AlertState.FINAL, true, links[0], sorted);
  }

  /** The same signal, whose evidence names one more without being linked by them. */
  static Signal naming(Signal signal, Entity more) {
    Evidence evidence = signal.evidence();
    return new Signal(
        new Evidence(
            evidence.id(),
            evidence.kind(),
            evidence.rule(),
            evidence.time(),
            evidence.from(),
            evidence.provisional(),
            Map.of("TargetUserName", "ACME\\" + more.value(), "LogonType", "3"),
            evidence.count(),
            evidence.suppressed(),
            evidence.eventIds(),
            Stream.concat(evidence.entities().stream(), Stream.of(more)).toList(),
            evidence.classification(),
            evidence.observed()),
        signal.state(),
        signal.standalone(),
        signal.primary(),
        signal.links());
  }
}

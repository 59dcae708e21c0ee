package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.events.Detection;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.events.EventSource;
import io.pixelated.streams.events.Evidence;
import io.pixelated.streams.events.Level;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleRef;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Findings to test with. */
final class Findings {
  /** A full hour, and the start of a step of four hours. */
  static final long NOON = Instant.parse("2026-11-20T12:00:00Z").toEpochMilli();

  static final Entity ANA = new Entity(EntityType.USER, "ana.keller");
  static final Entity ATTACKER = new Entity(EntityType.ADDRESS, "203.0.113.7");
  static final Classification STAFF =
      Classification.of(List.of(DataClass.OPERATIONAL), List.of("EU"));

  private Findings() {}

  static long at(String duration) {
    return NOON + Duration.parse(duration).toMillis();
  }

  static RuleRef rule(String id, Level level, String... tags) {
    return new RuleRef(id, "v1", "Title of " + id, level, List.of(tags));
  }

  static Evidence evidence(String id, Evidence.Kind kind, RuleRef rule, long time) {
    return new Evidence(
        id,
        kind,
        rule,
        time,
        time,
        false,
        Map.of("user", "ana"),
        "1",
        0,
        List.of("event-" + id),
        List.of(ANA),
        STAFF,
        time + 500);
  }

  static Signal detection(String id, RuleRef rule, long time) {
    return detection(id, rule, time, true);
  }

  static Signal detection(String id, RuleRef rule, long time, boolean standalone) {
    return new Signal(
        evidence(id, Evidence.Kind.DETECTION, rule, time),
        AlertState.FINAL,
        standalone,
        ANA,
        List.of(ANA));
  }

  static Signal alert(String id, AlertState state, RuleRef rule, long time) {
    return new Signal(
        evidence(id, Evidence.Kind.ALERT, rule, time), state, true, ANA, List.of(ANA));
  }

  /** The same signal, linked by other entities, the first of which it is about most of all. */
  static Signal linking(Signal signal, Entity... links) {
    Evidence e = signal.evidence();
    Evidence about =
        new Evidence(
            e.id(),
            e.kind(),
            e.rule(),
            e.time(),
            e.from(),
            e.provisional(),
            e.why(),
            e.count(),
            e.suppressed(),
            e.eventIds(),
            List.of(links),
            e.classification(),
            e.observed());
    List<Entity> sorted = Stream.of(links).sorted().toList();
    return new Signal(about, signal.state(), signal.standalone(), links[0], sorted);
  }

  static Detection rawDetection(String product, Entity... entities) {
    return new Detection(
        "d1",
        rule("r1", Level.HIGH),
        "e1",
        "r",
        NOON,
        false,
        new Origin("t", 0, 7, NOON + 5),
        new EventSource("f", product, "", ""),
        List.of(entities),
        STAFF,
        Map.of(),
        true);
  }

  static Alert rawAlert(Map<String, String> group, Entity... entities) {
    return new Alert(
        "a1",
        rule("c1", Level.HIGH),
        "g1",
        AlertState.FINAL,
        "r",
        NOON,
        NOON - 10,
        group,
        BigDecimal.valueOf(3),
        List.of("e1", "e2"),
        List.of(entities),
        STAFF,
        NOON + 5,
        true,
        false,
        "",
        0);
  }
}

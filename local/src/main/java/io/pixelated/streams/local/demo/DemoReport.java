package io.pixelated.streams.local.demo;

import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.IncidentSummary;
import io.pixelated.streams.local.scenario.AttackKind;
import io.pixelated.streams.local.scenario.GroundTruth;
import io.pixelated.streams.local.scenario.ScriptedAttack;
import io.pixelated.streams.local.watch.IncidentWatch.Snapshot;
import io.pixelated.streams.local.watch.Percentiles;
import io.pixelated.streams.local.watch.StoredRows;
import io.pixelated.streams.local.watch.Watched;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a demonstration, held against what was scripted.
 *
 * @param attacks per kind of attack, how many were scripted and found
 * @param missed ids of the attacks that no incident told of
 * @param incidents incidents that stand
 * @param unexplained those of them that no scripted attack explains; empty where there is no script
 * @param events events that were played
 * @param attackEvents those of them that belong to an attack
 * @param eventsPerSecond events a second while they were played, the ramp at the start left out
 * @param latency from event to incident, as a {@code read_committed} consumer sees it
 * @param detections detections made
 * @param stored rows that the database gained
 * @param quarantined records that may not be stored
 * @param deadLetters records that could not be read
 */
public record DemoReport(
    Map<AttackKind, Score> attacks,
    List<String> missed,
    int incidents,
    List<IncidentSummary> unexplained,
    long events,
    long attackEvents,
    double eventsPerSecond,
    Percentiles latency,
    long detections,
    StoredRows stored,
    long quarantined,
    long deadLetters) {
  public DemoReport {
    attacks = new TreeMap<>(attacks);
    missed = List.copyOf(missed);
    unexplained = List.copyOf(unexplained);
  }

  /**
   * How many attacks of a kind there were.
   *
   * @param scripted how many the script has
   * @param found how many of them an incident told of, in every region concerned
   */
  public record Score(int scripted, int found) {
    Score plus(boolean wasFound) {
      return new Score(scripted + 1, found + (wasFound ? 1 : 0));
    }
  }

  static DemoReport of(
      DemoPlan plan, Snapshot seen, long events, double eventsPerSecond, StoredRows stored) {
    List<ScriptedAttack> scripted = plan.attacks();
    GroundTruth truth = new GroundTruth(scripted);
    List<IncidentSummary> unexplained = new ArrayList<>();
    List<Watched> standing = seen.standing();
    for (Watched watched : standing) {
      IncidentSummary incident = watched.incident();
      List<ScriptedAttack> reasons =
          truth.score(
              incident.region(),
              incident.entities().stream().map(Entity::value).toList(),
              Instant.ofEpochMilli(incident.firstTime()),
              Instant.ofEpochMilli(incident.lastTime()));
      if (reasons.isEmpty() && plan.scripted()) {
        unexplained.add(incident);
      }
    }
    List<ScriptedAttack> found = truth.found();
    Map<AttackKind, Score> attacks = new TreeMap<>();
    for (ScriptedAttack attack : scripted) {
      Score score = attacks.getOrDefault(attack.kind(), new Score(0, 0));
      attacks.put(attack.kind(), score.plus(found.contains(attack)));
    }
    return new DemoReport(
        attacks,
        truth.missed().stream().map(ScriptedAttack::id).toList(),
        standing.size(),
        unexplained,
        events,
        scripted.stream().mapToLong(ScriptedAttack::events).sum(),
        eventsPerSecond,
        seen.latency(),
        seen.detections(),
        stored,
        seen.quarantined(),
        seen.deadLetters());
  }

  /** Attacks in the script. */
  public int scripted() {
    return attacks.values().stream().mapToInt(Score::scripted).sum();
  }

  /** Attacks that incidents told of. */
  public int found() {
    return attacks.values().stream().mapToInt(Score::found).sum();
  }

  /** Unexplained incidents for every 100,000 events that belong to no attack. */
  public double unexplainedPer100kBenign() {
    long benign = Math.max(1, events - attackEvents);
    return unexplained.size() * 100_000.0 / benign;
  }
}

package io.pixelated.streams.incidents.quality;

import io.pixelated.streams.events.Evidence;
import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.IncidentStatus;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts verdicts on incidents for each rule behind them: the logic of the operator that keeps the
 * two shelves.
 *
 * <p>What is counted depends on the latest state of incidents and verdicts alone: repeating either
 * changes nothing, and another verdict takes the place of the one before it. Verdict and incident
 * may come in either order.
 */
public final class QualityLedger {
  private static final int MOST_RULES = 64;
  private static final int MOST_MERGES = 8;

  /** Values by key, looked up one by one. */
  public interface Shelf<T> {
    /** The value; null if there is none. */
    T get(String key);

    void put(String key, T value);

    void remove(String key);
  }

  private final Shelf<CaseFile> cases;
  private final Shelf<RuleQuality> qualities;
  private final InstantSource clock;

  /**
   * @param cases by incident id
   * @param qualities by rule id
   * @param clock tells when a case was last touched
   */
  public QualityLedger(Shelf<CaseFile> cases, Shelf<RuleQuality> qualities, InstantSource clock) {
    this.cases = cases;
    this.qualities = qualities;
    this.clock = clock;
  }

  /** Takes an update of an incident in and gives the qualities that it changes. */
  public Collection<RuleQuality> incident(Incident incident) {
    Map<String, RuleQuality> changed = new LinkedHashMap<>();
    CaseFile before = caseOf(incident.id());
    if (incident.status() == IncidentStatus.MERGED) {
      merge(incident, before, changed);
    } else if (incident.status() == IncidentStatus.WITHDRAWN) {
      // The verdict stays: the incident may come again under its id.
      replace(incident.id(), before, with(Map.of(), before.verdict()), changed);
    } else {
      replace(incident.id(), before, with(rules(incident), before.verdict()), changed);
    }
    return changed.values();
  }

  /**
   * Takes a verdict in and gives the qualities that it changes.
   *
   * @param incident the incident's id; one that was merged stands for the one it was merged into
   * @param disposition the verdict; null if it is taken back
   */
  public Collection<RuleQuality> disposition(String incident, Disposition disposition) {
    Map<String, RuleQuality> changed = new LinkedHashMap<>();
    String id = survivor(incident);
    CaseFile before = caseOf(id);
    replace(id, before, with(before.rules(), disposition), changed);
    return changed.values();
  }

  /** Whether a case has not been touched since a time of the clock, so that it may be forgotten. */
  public static boolean isOver(CaseFile file, long since) {
    return file.touched() < since;
  }

  private void merge(Incident incident, CaseFile before, Map<String, RuleQuality> changed) {
    Disposition verdict = before.verdict();
    replace(
        incident.id(),
        before,
        new CaseFile(Map.of(), incident.mergedInto(), null, clock.millis()),
        changed);
    String id = survivor(incident.mergedInto());
    CaseFile survivor = caseOf(id);
    boolean later =
        verdict != null
            && (survivor.verdict() == null || survivor.verdict().time() < verdict.time());
    if (later && !id.equals(incident.id())) {
      replace(id, survivor, with(survivor.rules(), verdict), changed);
    }
  }

  private String survivor(String incident) {
    String id = incident;
    for (int i = 0; i < MOST_MERGES; i++) {
      CaseFile file = cases.get(id);
      if (file == null || file.mergedInto().isEmpty()) {
        return id;
      }
      id = file.mergedInto();
    }
    return id;
  }

  private CaseFile caseOf(String incident) {
    CaseFile file = cases.get(incident);
    return file == null ? CaseFile.empty(clock.millis()) : file;
  }

  private CaseFile with(Map<String, String> rules, Disposition verdict) {
    return new CaseFile(rules, "", verdict, clock.millis());
  }

  private void replace(
      String incident, CaseFile before, CaseFile after, Map<String, RuleQuality> changed) {
    Map<String, RuleQuality> counts = new LinkedHashMap<>();
    count(before, -1, counts);
    count(after, 1, counts);
    for (RuleQuality counted : counts.values()) {
      // Most updates of incidents change no count.
      if (!counted.equals(qualities.get(counted.rule()))) {
        qualities.put(counted.rule(), counted);
        changed.put(counted.rule(), counted);
      }
    }
    if (after.rules().isEmpty() && after.verdict() == null && after.mergedInto().isEmpty()) {
      cases.remove(incident);
    } else {
      cases.put(incident, after);
    }
  }

  private void count(CaseFile file, int change, Map<String, RuleQuality> counts) {
    if (file.verdict() == null) {
      return;
    }
    for (Map.Entry<String, String> rule : new TreeMap<>(file.rules()).entrySet()) {
      RuleQuality known = counts.get(rule.getKey());
      if (known == null) {
        known = qualities.get(rule.getKey());
      }
      if (known == null) {
        known = new RuleQuality(rule.getKey(), rule.getValue(), 0, 0, 0);
      }
      RuleQuality counted = known.titled(rule.getValue()).plus(file.verdict().verdict(), change);
      counts.put(rule.getKey(), counted);
    }
  }

  private static Map<String, String> rules(Incident incident) {
    Map<String, String> rules = new TreeMap<>();
    for (Evidence piece : incident.evidence()) {
      if (rules.size() < MOST_RULES) {
        rules.put(piece.rule().id(), piece.rule().title());
      }
    }
    return rules;
  }
}

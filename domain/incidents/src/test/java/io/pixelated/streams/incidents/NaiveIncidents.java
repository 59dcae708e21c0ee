package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.events.Evidence;
import io.pixelated.streams.events.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What incidents a set of evidence makes, computed from all of it at once and without bounds. */
final class NaiveIncidents {
  private static final long QUIET = 4 * 3_600_000L;
  private static final long SAME_METHOD = 10 * 60_000L;
  private static final double HALF_LIFE_HOURS = 6;
  private static final Map<Level, Double> WEIGHTS =
      Map.of(
          Level.INFORMATIONAL, 1.0,
          Level.LOW, 6.0,
          Level.MEDIUM, 20.0,
          Level.HIGH, 50.0,
          Level.CRITICAL, 90.0);

  private NaiveIncidents() {}

  /** The parts of an incident that say what is known, in plain types. */
  record Expected(
      long firstTime,
      long lastTime,
      int count,
      Set<String> evidenceIds,
      Set<Entity> entities,
      Set<String> techniques,
      Level severity,
      double risk,
      Classification classification,
      long observed) {}

  static List<Expected> of(Collection<Signal> signals) {
    Map<String, Signal> byId = new HashMap<>();
    signals.forEach(s -> byId.put(s.evidence().id(), s));
    List<Signal> left =
        new ArrayList<>(
            byId.values().stream()
                .sorted(Comparator.comparingLong(s -> s.evidence().time()))
                .toList());
    List<List<Signal>> clusters = new ArrayList<>();
    while (!left.isEmpty()) {
      clusters.add(takeCluster(left));
    }
    return clusters.stream()
        .filter(NaiveIncidents::isIncident)
        .map(NaiveIncidents::expect)
        .toList();
  }

  /** All that the first leads to, one piece of evidence to the next; by time. */
  private static List<Signal> takeCluster(List<Signal> left) {
    List<Signal> cluster = new ArrayList<>(List.of(left.remove(0)));
    for (int i = 0; i < cluster.size(); i++) {
      Signal from = cluster.get(i);
      List<Signal> next = left.stream().filter(s -> belongTogether(from, s)).toList();
      cluster.addAll(next);
      left.removeAll(next);
    }
    cluster.sort(Comparator.comparingLong(s -> s.evidence().time()));
    return cluster;
  }

  private static boolean belongTogether(Signal a, Signal b) {
    long apart =
        Math.max(
            a.evidence().from() - b.evidence().time(), b.evidence().from() - a.evidence().time());
    return a.links().stream()
        .filter(b.links()::contains)
        .anyMatch(link -> apart <= (link.type() == EntityType.METHOD ? SAME_METHOD : QUIET));
  }

  private static boolean isIncident(List<Signal> cluster) {
    if (cluster.stream().anyMatch(s -> Signal.opens(s.evidence(), s.standalone()))) {
      return true;
    }
    return hours(cluster).stream()
        .anyMatch(h -> risk(cluster, h) >= 55 && rulesAt(cluster, h).size() >= 3);
  }

  private static Expected expect(List<Signal> cluster) {
    List<Evidence> evidence = cluster.stream().map(Signal::evidence).toList();
    long last = evidence.get(evidence.size() - 1).time();
    Set<Entity> entities = new HashSet<>();
    Set<String> ids = new HashSet<>();
    Set<String> techniques = new TreeSet<>();
    Classification classification = evidence.get(0).classification();
    Level level = Level.INFORMATIONAL;
    boolean raised = false;
    long observed = 0;
    double peak = 0;
    for (Signal signal : cluster) {
      Evidence e = signal.evidence();
      ids.add(e.id());
      entities.addAll(e.entities());
      techniques.addAll(KillChain.techniques(e.rule().tags()));
      classification = classification.with(e.classification());
      observed = Math.max(observed, e.observed());
      raised |= Signal.opens(e, signal.standalone());
      if (signal.standalone() && e.rule().level().compareTo(level) > 0) {
        level = e.rule().level();
      }
    }
    for (long hour : hours(cluster)) {
      peak = Math.max(peak, risk(cluster, hour));
    }
    if (!raised && level.compareTo(Level.MEDIUM) < 0) {
      level = Level.MEDIUM;
    }
    if (peak >= 200 && level != Level.CRITICAL) {
      level =
          level == Level.HIGH ? Level.CRITICAL : level == Level.MEDIUM ? Level.HIGH : Level.MEDIUM;
    }
    long first = evidence.stream().mapToLong(Evidence::from).min().orElseThrow();
    return new Expected(
        first,
        last,
        ids.size(),
        ids,
        entities,
        techniques,
        level,
        Math.round(risk(cluster, hour(last)) * 1e6) / 1e6,
        classification,
        observed);
  }

  private static Set<Long> hours(List<Signal> cluster) {
    Set<Long> hours = new TreeSet<>();
    cluster.forEach(s -> hours.add(hour(s.evidence().time())));
    return hours;
  }

  private static long hour(long time) {
    return Math.floorDiv(time, 3_600_000L);
  }

  /** Per rule the latest hour at or before an hour, within a day. */
  private static Map<String, Long> rulesAt(List<Signal> cluster, long hour) {
    Map<String, Long> latest = new TreeMap<>();
    for (Signal signal : cluster) {
      long at = hour(signal.evidence().time());
      if (at <= hour && hour - at < 24) {
        latest.merge(signal.evidence().rule().id(), at, Math::max);
      }
    }
    return latest;
  }

  private static double risk(List<Signal> cluster, long hour) {
    double sum = 0;
    for (Map.Entry<String, Long> entry : rulesAt(cluster, hour).entrySet()) {
      Signal any =
          cluster.stream()
              .filter(s -> s.evidence().rule().id().equals(entry.getKey()))
              .findFirst()
              .orElseThrow();
      double weight = WEIGHTS.get(any.evidence().rule().level()) * (any.standalone() ? 1 : 0.5);
      sum += weight * Math.pow(0.5, (hour - entry.getValue()) / HALF_LIFE_HOURS);
    }
    return Math.min(sum, 999);
  }
}

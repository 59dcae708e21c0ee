package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.events.Evidence;
import io.pixelated.streams.events.Ids;
import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.IncidentChange;
import io.pixelated.streams.events.IncidentStatus;
import io.pixelated.streams.events.Level;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What an incident looks like to its readers: id, title, severity and the rest of a cluster. */
final class IncidentView {
  private final IncidentPolicy policy;
  private final String region;
  private final ClusterJoin clusters;
  private final Components components;

  IncidentView(IncidentPolicy policy, String region, ClusterJoin clusters) {
    this.policy = policy;
    this.region = region;
    this.clusters = clusters;
    this.components = new Components(policy);
  }

  /**
   * The id of an incident by where and when its earliest evidence is.
   *
   * <p>Time counts in steps of the quiet gap. Two incidents of one anchor are further apart than
   * that, so their ids differ; and evidence that arrives a little out of order changes no id.
   */
  String id(Component component, Predicate<Entity> isHub) {
    return id(components.anchor(component, isHub), slot(component.firstTime()));
  }

  /** The id that a strand would have by itself, had it begun in a step of time. */
  String idOf(Strand strand, long slot) {
    return id(components.anchor(strand, hub -> false), slot);
  }

  long slot(long time) {
    return Math.floorDiv(time, policy.quietMillis());
  }

  private String id(Component.Anchor anchor, long slot) {
    Entity entity = anchor.entity();
    return Ids.of(
        "incident",
        region,
        entity.type().name(),
        entity.value(),
        anchor.alone(),
        Long.toString(slot));
  }

  Incident incident(Standing standing, IncidentStatus status, IncidentChange change, long version) {
    Cluster cluster = standing.whole();
    Entity primary = primary(cluster);
    return new Incident(
        standing.id(),
        version,
        region,
        status,
        change,
        "",
        severity(cluster),
        Risk.at(cluster.rules(), Math.floorDiv(cluster.lastTime(), Risk.HOUR), policy.risk()),
        title(primary, cluster),
        primary,
        entities(primary, cluster),
        KillChain.tactics(cluster.tags()),
        KillChain.techniques(cluster.tags()),
        cluster.firstTime(),
        cluster.lastTime(),
        cluster.kept().stream().map(Holding::evidence).toList(),
        clusters.count(cluster),
        cluster.classification(),
        cluster.observed());
  }

  /** The last word on an id that no longer stands for an incident. */
  Incident ended(String id, Published known, String mergedInto, long version) {
    boolean merged = !mergedInto.isEmpty();
    return new Incident(
        id,
        version,
        region,
        merged ? IncidentStatus.MERGED : IncidentStatus.WITHDRAWN,
        merged ? IncidentChange.MERGED : IncidentChange.WITHDRAWN,
        mergedInto,
        known.severity(),
        0,
        known.title(),
        known.primary(),
        List.of(known.primary()),
        List.of(),
        List.of(),
        known.firstTime(),
        known.lastTime(),
        List.of(),
        0,
        known.classification(),
        known.observed());
  }

  /** The entity that the most telling evidence is about. */
  private static Entity primary(Cluster cluster) {
    return cluster.kept().stream().min(Holding.TELLING).map(Holding::primary).orElseThrow();
  }

  /**
   * The highest level of stand-alone rules (at least medium where only risk made the incident), one
   * higher when its peak risk or its number of tactics says so.
   */
  Level severity(Cluster cluster) {
    Level level = cluster.topLevel();
    if (!cluster.raised() && level.compareTo(Level.MEDIUM) < 0) {
      level = Level.MEDIUM;
    }
    boolean raise =
        cluster.peakRisk() >= policy.risk().raiseSeverityAt()
            || KillChain.tactics(cluster.tags()).size() >= policy.risk().raiseSeverityAtTactics();
    return raise ? above(level) : level;
  }

  private static Level above(Level level) {
    return switch (level) {
      case INFORMATIONAL -> Level.LOW;
      case LOW -> Level.MEDIUM;
      case MEDIUM -> Level.HIGH;
      case HIGH, CRITICAL -> Level.CRITICAL;
    };
  }

  private static String title(Entity primary, Cluster cluster) {
    Evidence telling =
        cluster.kept().stream().min(Holding.TELLING).map(Holding::evidence).orElseThrow();
    String title = telling.rule().title() + about(primary);
    int more = cluster.rules().size() - 1;
    return more > 0 ? title + " (+" + more + " more)" : title;
  }

  private static String about(Entity primary) {
    EntityType type = primary.type();
    return switch (type) {
      case USER -> ": user " + primary.value();
      case HOST -> " on " + primary.value();
      case ADDRESS -> " from " + primary.value();
      case SESSION -> " in session " + primary.value();
      case TOKEN -> " with token " + primary.value();
      case RULE, METHOD -> "";
    };
  }

  /**
   * Whom each piece of evidence is about, then whom else it names, the most telling first; sorted.
   * So the many victims of one address leave room for the next address.
   */
  private List<Entity> entities(Entity primary, Cluster cluster) {
    List<Holding> telling = cluster.kept().stream().sorted(Holding.TELLING).toList();
    Set<Entity> found = new LinkedHashSet<>();
    found.add(primary);
    telling.forEach(h -> found.add(h.primary()));
    found.removeIf(entity -> entity.type() == EntityType.RULE);
    telling.forEach(h -> found.addAll(h.evidence().entities()));
    return found.stream()
        .limit(policy.bounds().entities())
        .sorted(Comparator.naturalOrder())
        .toList();
  }
}

package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.events.Level;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How findings become incidents: thresholds, times and bounds; read by {@link IncidentPolicyFile}.
 *
 * @param quietMillis evidence further apart than this in event time is of different incidents
 * @param memoryMillis how long, in event time after it is over, an incident is remembered, so that
 *     late evidence joins it
 * @param graceMillis how far the watermark may pass a provisional alert before it counts as
 *     withdrawn
 * @param updateMillis the least time between two updates of an incident that are no escalation
 * @param risk how risk adds up
 * @param bounds what incidents may cost
 * @param grouping what evidence is grouped by
 */
public record IncidentPolicy(
    long quietMillis,
    long memoryMillis,
    long graceMillis,
    long updateMillis,
    RiskPolicy risk,
    Bounds bounds,
    GroupingPolicy grouping)
    implements Serializable {
  public IncidentPolicy {
    List<String> problems = new ArrayList<>();
    atLeast(problems, "quiet", quietMillis, 1);
    atLeast(problems, "memory", memoryMillis, 0);
    atLeast(problems, "provisional-grace", graceMillis, 0);
    atLeast(problems, "update-interval", updateMillis, 0);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    Objects.requireNonNull(risk, "risk");
    Objects.requireNonNull(bounds, "bounds");
    Objects.requireNonNull(grouping, "grouping");
  }

  /** How far apart evidence may be that an entity links. */
  long gap(Entity link) {
    return link.type() == EntityType.METHOD
        ? Math.min(grouping.sameMethodMillis(), quietMillis)
        : quietMillis;
  }

  /**
   * How far apart evidence may be that links the same entities and is looked at as one: the least
   * of their gaps, so that it is linked by each of them.
   */
  long gap(List<Entity> links) {
    return links.stream().mapToLong(this::gap).min().orElse(quietMillis);
  }

  /** From when on, by the watermark, evidence is remembered no longer. */
  long forgottenAt(Cluster cluster) {
    return cluster.closesAt(quietMillis) + memoryMillis;
  }

  /**
   * How risk adds up: a rule counts once, by its latest match, with the weight of its level halved
   * every half-life; so a chatty rule adds no more than a quiet one.
   *
   * @param weights what a match of each level weighs when it is new
   * @param contextFactor by how much a match counts whose rule raises nothing by itself
   * @param halfLifeHours after how many hours a match weighs half
   * @param windowHours after how many hours a match weighs nothing
   * @param threshold the risk from which on weak evidence is an incident
   * @param distinctRules how many rules it takes for that
   * @param raiseSeverityAt the risk from which on severity is one level higher
   * @param raiseSeverityAtTactics the number of tactics from which on it is
   */
  public record RiskPolicy(
      Map<Level, Double> weights,
      double contextFactor,
      double halfLifeHours,
      long windowHours,
      double threshold,
      int distinctRules,
      double raiseSeverityAt,
      int raiseSeverityAtTactics)
      implements Serializable {
    public RiskPolicy {
      List<String> problems = new ArrayList<>();
      for (Level level : Level.values()) {
        if (weights.getOrDefault(level, -1.0) < 0) {
          problems.add("risk.weights." + level.word() + " is missing or negative: give 0 or more");
        }
      }
      if (contextFactor < 0 || contextFactor > 1) {
        problems.add("risk.context-factor is " + contextFactor + ": give 0 to 1");
      }
      if (!(halfLifeHours > 0)) {
        problems.add("risk.half-life is not positive: give a duration such as PT6H");
      }
      atLeast(problems, "risk.window (hours)", windowHours, 1);
      if (!(threshold > 0)) {
        problems.add("risk.threshold is " + threshold + ": give more than 0");
      }
      atLeast(problems, "risk.distinct-rules", distinctRules, 1);
      atLeast(problems, "risk.raise-severity-at-tactics", raiseSeverityAtTactics, 1);
      if (!problems.isEmpty()) {
        throw new IllegalArgumentException(String.join("; ", problems));
      }
      weights = Map.copyOf(weights);
    }

    double weight(Level level, boolean standalone) {
      return weights.get(level) * (standalone ? 1 : contextFactor);
    }
  }

  /**
   * What incidents may cost.
   *
   * @param evidence pieces of evidence that an incident keeps
   * @param counted up to how many pieces of evidence are counted exactly; beyond, the count is an
   *     estimate
   * @param rules distinct rules that an incident keeps
   * @param entities entities that an incident names
   * @param tags ATT&CK tags that an incident keeps
   * @param clusters stretches of time, without a quiet gap, of the evidence that links the same
   *     entities
   * @param strands sets of linked entities that one rule's detections may begin evidence about in
   *     one quiet time
   * @param provisional provisional alerts of the region
   * @param pieces pieces of evidence that the region's desk keeps of all incidents and what may
   *     become one
   */
  public record Bounds(
      int evidence,
      int counted,
      int rules,
      int entities,
      int tags,
      int clusters,
      int strands,
      int provisional,
      int pieces)
      implements Serializable {
    public Bounds {
      List<String> problems = new ArrayList<>();
      atLeast(problems, "bounds.evidence", evidence, 1);
      atLeast(problems, "bounds.counted", counted, 2);
      atLeast(problems, "bounds.rules", rules, 1);
      atLeast(problems, "bounds.entities", entities, 1);
      atLeast(problems, "bounds.tags", tags, 1);
      atLeast(problems, "bounds.clusters", clusters, 1);
      atLeast(problems, "bounds.strands", strands, 1);
      atLeast(problems, "bounds.provisional", provisional, 10);
      atLeast(problems, "bounds.pieces", pieces, 10);
      if (!problems.isEmpty()) {
        throw new IllegalArgumentException(String.join("; ", problems));
      }
    }
  }

  /**
   * What evidence is grouped by.
   *
   * @param order entity types, the preferred first
   * @param linksPerType how many entities of one type a piece of evidence may link; where it names
   *     more, as a password spray names its victims, only those that its rule groups by are links
   * @param sameMethodMillis alerts of one rule that know nothing firmer than an address are linked
   *     when they are no further apart than this: an attacker changes addresses sooner than methods
   * @param hubDegree with how many others evidence must name an entity for it to be a hub
   * @param hubHours in how many hours it must do so
   * @param orderByProduct the same for detections on logs of a Sigma product, where it differs
   * @param hubs by entity type, patterns of what many share and nothing is grouped by: text in
   *     which {@code *} stands for anything, or for addresses a network such as {@code 10.0.0.0/8}
   */
  public record GroupingPolicy(
      List<EntityType> order,
      int linksPerType,
      long sameMethodMillis,
      int hubDegree,
      int hubHours,
      Map<String, List<EntityType>> orderByProduct,
      Map<EntityType, List<String>> hubs)
      implements Serializable {
    public GroupingPolicy {
      if (order.isEmpty()) {
        throw new IllegalArgumentException("grouping.order is empty: name entity types");
      }
      if (linksPerType < 0) {
        throw new IllegalArgumentException(
            "grouping.links-per-type is " + linksPerType + ": give 0 or more");
      }
      if (hubDegree < 2 || hubHours < 1) {
        throw new IllegalArgumentException(
            "grouping.hub-degree is "
                + hubDegree
                + " and hub-hours "
                + hubHours
                + ": give 2 or more, and 1 or more");
      }
      if (sameMethodMillis < 0) {
        throw new IllegalArgumentException(
            "grouping.same-method is negative: give a duration such as PT10M, or PT0S for none");
      }
      order = List.copyOf(order);
      orderByProduct = Map.copyOf(orderByProduct);
      hubs = Map.copyOf(hubs);
    }
  }

  private static void atLeast(List<String> problems, String key, long value, long least) {
    if (value < least) {
      problems.add(key + " is " + value + ": give " + least + " or more");
    }
  }
}

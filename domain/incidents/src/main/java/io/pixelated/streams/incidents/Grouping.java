package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Detection;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.events.Evidence;
import io.pixelated.streams.events.Level;
import io.pixelated.streams.events.RuleRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Turns detections and alerts into signals, and so decides which entities link them to others.
 *
 * <p>Hubs (proxies, shared accounts) are passed over. Of what is left, evidence is linked by the
 * entities that its rule groups by, by those of each type of which it names no more than the policy
 * says, and by the one that it is about most of all:
 *
 * <ol>
 *   <li>an alert is about the host, else to the user, that its rule groups by;
 *   <li>a detection on the logs of a product that has an order of its own (endpoints: host first)
 *       is about the first entity by that order;
 *   <li>evidence that names exactly one user is about that user, whatever address, token or session
 *       its rule groups by: the steps of an attack on one person meet there;
 *   <li>an alert is about whatever else its rule groups by;
 *   <li>then the types are tried in the policy's order: the first that names a single entity wins,
 *       else the first that names any, with its first entity;
 *   <li>evidence that names nobody is about its rule.
 * </ol>
 *
 * <p>Alerts that have nothing firmer than addresses are also linked by their method: by their rule,
 * for a short time.
 */
public final class Grouping {
  private static final int MOST_EVENTS = 20;
  private static final int MOST_ENTITIES = 64;
  private static final int MOST_FIELDS = 8;
  private static final int LONGEST_VALUE = 200;

  private final IncidentPolicy.GroupingPolicy policy;
  private final Hubs hubs;

  public Grouping(IncidentPolicy policy) {
    this.policy = policy.grouping();
    this.hubs = new Hubs(this.policy.hubs());
  }

  /**
   * Whether a detection says nothing by itself: an informational match of a rule that only other
   * rules are built on, such as any sign-in. It counts in their alerts, not as evidence.
   */
  public static boolean isBackground(Detection detection) {
    return !detection.standalone() && detection.rule().level() == Level.INFORMATIONAL;
  }

  /** A detection as evidence. */
  public Signal signal(Detection detection) {
    Evidence evidence =
        new Evidence(
            detection.id(),
            Evidence.Kind.DETECTION,
            detection.rule(),
            detection.time(),
            detection.time(),
            false,
            why(detection.fields()),
            "1",
            0,
            List.of(detection.eventId()),
            first(detection.entities(), MOST_ENTITIES),
            detection.classification(),
            detection.origin().timestamp());
    List<Entity> named = eligible(detection.entities());
    List<EntityType> own = policy.orderByProduct().get(detection.source().product());
    Entity primary;
    if (own != null) {
      primary = byOrder(named, own, detection.rule());
    } else {
      Entity user = only(named, EntityType.USER);
      primary = user != null ? user : byOrder(named, policy.order(), detection.rule());
    }
    return new Signal(
        evidence,
        AlertState.FINAL,
        detection.standalone(),
        primary,
        links(named, List.of(), primary));
  }

  /** An alert as evidence. */
  public Signal signal(Alert alert) {
    Evidence evidence =
        new Evidence(
            alert.id(),
            Evidence.Kind.ALERT,
            alert.rule(),
            alert.time(),
            alert.from(),
            alert.state() == AlertState.PROVISIONAL,
            why(alert.group()),
            alert.count().toPlainString(),
            alert.suppressed(),
            first(alert.eventIds(), MOST_EVENTS),
            first(alert.entities(), MOST_ENTITIES),
            alert.classification(),
            alert.observed());
    List<Entity> named = eligible(alert.entities());
    List<Entity> grouped = inGroup(named, alert.group().values());
    Entity primary = primary(alert, named, grouped);
    List<Entity> links = links(named, grouped, primary);
    if (policy.sameMethodMillis() > 0 && links.stream().allMatch(Grouping::isCheap)) {
      links = new ArrayList<>(links);
      links.add(new Entity(EntityType.METHOD, alert.rule().id()));
    }
    return new Signal(evidence, alert.state(), alert.standalone(), primary, links);
  }

  /** Whether an attacker can have as many of these as they like. */
  private static boolean isCheap(Entity entity) {
    return entity.type() == EntityType.ADDRESS || entity.type() == EntityType.SESSION;
  }

  private List<Entity> links(List<Entity> named, List<Entity> grouped, Entity primary) {
    Set<Entity> links = new TreeSet<>(grouped);
    links.add(primary);
    for (EntityType type : EntityType.values()) {
      List<Entity> ofType = named.stream().filter(e -> e.type() == type).toList();
      if (ofType.size() <= policy.linksPerType()) {
        links.addAll(ofType);
      }
    }
    return List.copyOf(links);
  }

  private Entity primary(Alert alert, List<Entity> named, List<Entity> grouped) {
    for (EntityType type : List.of(EntityType.HOST, EntityType.USER)) {
      Entity entity = only(grouped, type);
      if (entity != null) {
        return entity;
      }
    }
    Entity user = only(named, EntityType.USER);
    if (user != null) {
      return user;
    }
    return byOrder(grouped.isEmpty() ? named : grouped, policy.order(), alert.rule());
  }

  private List<Entity> eligible(Collection<Entity> entities) {
    return entities.stream().filter(e -> !hubs.contains(e)).sorted().distinct().toList();
  }

  private static List<Entity> inGroup(List<Entity> named, Collection<String> values) {
    return named.stream().filter(e -> values.stream().anyMatch(v -> isSpelled(e, v))).toList();
  }

  /**
   * Whether a group value, as the event spells it, names an entity, whose name is normalised: lower
   * case, a user without the domain, a host possibly without it.
   */
  private static boolean isSpelled(Entity entity, String value) {
    String lower = value.strip().toLowerCase(Locale.ROOT);
    String name = entity.value().toLowerCase(Locale.ROOT);
    if (lower.equals(name)) {
      return true;
    }
    return switch (entity.type()) {
      case USER -> lower.endsWith('\\' + name) || lower.startsWith(name + '@');
      case HOST -> lower.startsWith(name + '.');
      default -> false;
    };
  }

  private static Entity byOrder(List<Entity> named, List<EntityType> order, RuleRef rule) {
    for (EntityType type : order) {
      Entity entity = only(named, type);
      if (entity != null) {
        return entity;
      }
    }
    for (EntityType type : order) {
      for (Entity entity : named) {
        if (entity.type() == type) {
          return entity;
        }
      }
    }
    return new Entity(EntityType.RULE, rule.id());
  }

  /** The single entity of a type; null if there is none or more than one. */
  private static Entity only(List<Entity> named, EntityType type) {
    List<Entity> ofType = named.stream().filter(e -> e.type() == type).toList();
    return ofType.size() == 1 ? ofType.get(0) : null;
  }

  private static Map<String, String> why(Map<String, String> fields) {
    Map<String, String> why = new TreeMap<>();
    for (Map.Entry<String, String> field : new TreeMap<>(fields).entrySet()) {
      if (why.size() == MOST_FIELDS) {
        break;
      }
      String value = field.getValue();
      why.put(
          field.getKey(),
          value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + '…');
    }
    return why;
  }

  private static <T> List<T> first(List<T> all, int most) {
    return all.size() <= most ? all : all.subList(0, most);
  }
}

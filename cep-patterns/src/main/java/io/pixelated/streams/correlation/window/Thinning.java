package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.WindowCondition.Bounds;
import io.pixelated.streams.correlation.WindowCorrelation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides which events of a crowded group are kept, by their content and never by their arrival.
 *
 * <p>A timespan is cut into slots. A slot that holds more than it may keeps, per kind of event
 * (value counted, or rules matched), only the first and the last few, and only so many kinds: those
 * whose digest is smallest. Each is a choice that adding events in any order ends in alike. Because
 * a window that cuts a slot holds either its first or its last events, counts up to the threshold
 * stay right.
 */
public final class Thinning {
  private static final int MOST_SLOTS = 16;
  private static final int FEW = 2;
  private static final Comparator<String> BY_DIGEST =
      Comparator.comparingInt(Thinning::digest).thenComparing(Comparator.naturalOrder());

  private final Function<MatchedEvent, String> kind;
  private final long timespan;
  private final long width;
  private final int slotLimit;
  private final int edge;
  private final long kinds;

  private Thinning(
      Function<MatchedEvent, String> kind,
      long timespan,
      Limits limits,
      long slotLimit,
      long edge,
      long kinds) {
    this.kind = kind;
    this.timespan = timespan;
    this.slotLimit = Math.toIntExact(slotLimit);
    this.edge = Math.toIntExact(edge);
    this.kinds = kinds;
    long slots = Math.max(1, Math.min(MOST_SLOTS, limits.eventsPerGroup() / this.slotLimit));
    this.width = Math.max(1, timespan / slots);
  }

  /** How the events of a window are thinned out so that its condition stays right. */
  public static Thinning of(WindowCorrelation rule, Limits limits) {
    long reach = ((Bounds) rule.condition()).reach();
    int slot = limits.eventsPerSlot();
    return switch (rule.type()) {
      case EVENT_COUNT ->
          new Thinning(event -> "", rule.timespan(), limits, Math.max(slot, 2 * reach), reach, 1);
      case VALUE_COUNT ->
          new Thinning(
              MatchedEvent::value,
              rule.timespan(),
              limits,
              Math.max(slot, 2 * reach),
              FEW,
              Math.max(2 * reach, slot / (2 * FEW)));
      default ->
          new Thinning(Thinning::byRules, rule.timespan(), limits, slot, FEW, Long.MAX_VALUE);
    };
  }

  /** How the events that wait for a sequence's turn are thinned out. */
  public static Thinning of(Sequence rule, Limits limits) {
    int times = rule.steps().stream().mapToInt(Sequence.Step::times).max().orElse(1);
    int edge = Math.max(FEW, times);
    long slot = Math.max(limits.eventsPerSlot(), 2L * edge * rule.rules().size());
    return new Thinning(Thinning::byRules, rule.timespan(), limits, slot, edge, Long.MAX_VALUE);
  }

  /** The slot that {@code time} lies in. */
  public long slot(long time) {
    return Math.floorDiv(time, width);
  }

  /** The last time that lies in {@code slot}. */
  public long end(long slot) {
    return (slot + 1) * width - 1;
  }

  /** Whether no window that ends after {@code settled} holds {@code time}. */
  public boolean isOver(long time, long settled) {
    return time + timespan <= settled + 1;
  }

  /**
   * What is kept of the events of one slot.
   *
   * @param crowded whether it held too much before
   */
  public List<MatchedEvent> keep(List<MatchedEvent> slot, boolean crowded) {
    if (!crowded && slot.size() <= slotLimit) {
      return slot;
    }
    Map<String, List<MatchedEvent>> byKind =
        slot.stream().collect(Collectors.groupingBy(kind, TreeMap::new, Collectors.toList()));
    Collection<String> keptKinds = byKind.keySet();
    if (keptKinds.size() > kinds) {
      keptKinds = keptKinds.stream().sorted(BY_DIGEST).limit(kinds).toList();
    }
    Set<MatchedEvent> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    for (String keptKind : keptKinds) {
      kept.addAll(edges(byKind.get(keptKind)));
    }
    return slot.stream().filter(kept::contains).toList();
  }

  /** Spreads {@link String#hashCode}, which is the same everywhere. */
  private static int digest(String kind) {
    return Integer.reverse(kind.hashCode() * 0x9E3779B9);
  }

  private static String byRules(MatchedEvent event) {
    return String.join("\u001f", event.rules());
  }

  private Collection<MatchedEvent> edges(List<MatchedEvent> events) {
    if (events.size() <= 2 * edge) {
      return events;
    }
    List<MatchedEvent> edges = new ArrayList<>(events.subList(0, edge));
    edges.addAll(events.subList(events.size() - edge, events.size()));
    return edges;
  }
}

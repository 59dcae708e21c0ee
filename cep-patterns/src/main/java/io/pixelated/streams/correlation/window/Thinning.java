package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.Certainty;
import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.SequenceStep;
import io.pixelated.streams.correlation.WindowCondition.Bounds;
import io.pixelated.streams.correlation.WindowCorrelation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Decides which events of a crowded group are kept, by the events alone and never by their arrival.
 *
 * <p>Of each slot of the {@link Grid} the first events are kept, and then of each cell in it the
 * first few, and the first of each kind. Whether an event is kept is decided by events before it,
 * so that what a condition says of a time does not depend on what comes later; and keeping some of
 * what was kept of two portions keeps what would have been kept of both together.
 *
 * <p>What is not certain yet is no part of that: of each slot the first such events are kept
 * besides, so that they neither push out what is certain nor count once they are taken back.
 */
public final class Thinning {
  private static final int FIRST_OF_CELL = 2;
  private static final int LEAST_KINDS = 16;

  private final Grid grid;
  private final Function<MatchedEvent, List<String>> kinds;
  private final long slotLimit;
  private final long cellLimit;
  private final long kindLimit;
  private final boolean adding;

  private Thinning(
      Grid grid,
      Function<MatchedEvent, List<String>> kinds,
      long slotLimit,
      long cellLimit,
      long kindLimit,
      boolean adding) {
    this.grid = grid;
    this.kinds = kinds;
    this.slotLimit = slotLimit;
    this.cellLimit = cellLimit;
    this.kindLimit = kindLimit;
    this.adding = adding;
  }

  /** How the events that wait for their turn in {@code rule} are thinned out. */
  public static Thinning of(Correlation rule, Limits limits) {
    Grid grid = Grid.of(rule.timespan());
    long slot = limits.eventsPerSlot();
    if (rule instanceof Sequence sequence) {
      return new Thinning(grid, MatchedEvent::rules, slot, limits.eventsPerSlot() / 8, slot, false)
          .atLeast(sequence);
    }
    WindowCorrelation window = (WindowCorrelation) rule;
    long reach = window.condition() instanceof Bounds bounds ? bounds.reach() : 1;
    return switch (window.type()) {
      case EVENT_COUNT ->
          new Thinning(grid, event -> List.of(), Math.max(slot, reach), FIRST_OF_CELL, 0, true);
      case VALUE_COUNT ->
          new Thinning(
              grid,
              event -> List.of(event.value()),
              slot,
              FIRST_OF_CELL,
              Math.max(LEAST_KINDS, reach),
              false);
      case TEMPORAL, TEMPORAL_ORDERED ->
          new Thinning(
              grid, MatchedEvent::rules, slot, FIRST_OF_CELL, window.orderedRules().size(), false);
      case VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN ->
          new Thinning(grid, event -> List.of(), slot, FIRST_OF_CELL, 0, true);
    };
  }

  private Thinning atLeast(Sequence sequence) {
    long most = 1;
    for (SequenceStep step : sequence.steps()) {
      most = Math.max(most, step.times().min());
    }
    long first = Math.max(cellLimit, 2 * most * sequence.rules().size());
    return new Thinning(grid, kinds, Math.max(slotLimit, first), first, kindLimit, adding);
  }

  /**
   * What a bundle keeps.
   *
   * @param events by time and id, each once
   * @param thinned how many that are certain were left out
   */
  public record Bundle(List<MatchedEvent> events, long thinned) {
    public Bundle {
      events = List.copyOf(events);
    }
  }

  /**
   * What is to be sent of events that were routed to one group: their group then ends up as if all
   * had been sent. Where every value counts, that is all of them.
   *
   * @param events in order of arrival; repeats count as one
   */
  public Bundle bundle(Collection<MatchedEvent> events) {
    Map<String, MatchedEvent> distinct = new LinkedHashMap<>();
    for (MatchedEvent event : events) {
      distinct.merge(event.id(), event, Thinning::merge);
    }
    List<MatchedEvent> sorted = distinct.values().stream().sorted(MatchedEvent.ORDER).toList();
    if (adding) {
      return new Bundle(sorted, 0);
    }
    TreeMap<Long, List<MatchedEvent>> slots = new TreeMap<>();
    List<MatchedEvent> kept = new ArrayList<>();
    for (MatchedEvent event : sorted) {
      if (event.certainty() == Certainty.WITHDRAWN) {
        kept.add(event);
      } else {
        slots.computeIfAbsent(grid.slotOf(event.time()), slot -> new ArrayList<>()).add(event);
      }
    }
    slots.values().forEach(slot -> kept.addAll(keep(slot, Seen.NOTHING)));
    kept.sort(MatchedEvent.ORDER);
    return new Bundle(kept, certain(sorted) - certain(kept));
  }

  private static long certain(List<MatchedEvent> events) {
    return events.stream().filter(MatchedEvent::isCertain).count();
  }

  /** One event, as two sayings of it tell: what is certain stays so, else the later one holds. */
  public static MatchedEvent merge(MatchedEvent known, MatchedEvent again) {
    if (known.certainty() != again.certainty()) {
      return known.certainty() == Certainty.CERTAIN ? known : again;
    }
    if (known.rules().containsAll(again.rules())) {
      return known;
    }
    return known.by(Stream.concat(known.rules().stream(), again.rules().stream()).toList());
  }

  /** How the timespan is cut up. */
  Grid grid() {
    return grid;
  }

  /** The number of the slot that {@code time} lies in. */
  public long slot(long time) {
    return grid.slotOf(time);
  }

  /** The first time after the slot of this number. */
  public long slotEnd(long slot) {
    return (slot + 1) * grid.slot();
  }

  /** The number of the cell that {@code time} lies in. */
  public long cell(long time) {
    return grid.cellOf(time);
  }

  /**
   * What is kept of the events of one slot that wait.
   *
   * @param events by time and id
   * @param seen what came before them in the slot and waits no more
   */
  public List<MatchedEvent> keep(List<MatchedEvent> events, Seen seen) {
    long rank = events.isEmpty() ? 0 : seen.slotEvents(grid.slotOf(events.get(0).time()));
    if (rank + events.size() <= slotLimit) {
      return events;
    }
    List<MatchedEvent> kept = new ArrayList<>();
    long cell = seen.cell();
    long inCell = seen.cellEvents();
    long kindsInCell = seen.cellKinds();
    Set<String> kindsSeen = new HashSet<>();
    long uncertain = 0;
    for (MatchedEvent event : events) {
      if (!event.isCertain()) {
        uncertain++;
        if (uncertain <= slotLimit) {
          kept.add(event);
        }
        continue;
      }
      if (grid.cellOf(event.time()) != cell) {
        cell = grid.cellOf(event.time());
        inCell = 0;
        kindsInCell = 0;
        kindsSeen.clear();
      }
      boolean novel = false;
      for (String kind : kinds.apply(event)) {
        if (!kindsSeen.contains(kind)
            && !seen.isKindOfCell(cell, kind)
            && kindsInCell < kindLimit) {
          kindsSeen.add(kind);
          kindsInCell++;
          novel = true;
        }
      }
      rank++;
      inCell++;
      if (rank <= slotLimit || inCell <= cellLimit || novel) {
        kept.add(event);
      }
    }
    return kept;
  }

  /** What is remembered of the events of a slot that wait no more. */
  public interface Seen {
    /** Nothing came before. */
    Seen NOTHING =
        new Seen() {
          @Override
          public long slotEvents(long number) {
            return 0;
          }

          @Override
          public long cell() {
            return Long.MIN_VALUE;
          }

          @Override
          public long cellEvents() {
            return 0;
          }

          @Override
          public long cellKinds() {
            return 0;
          }

          @Override
          public boolean isKindOfCell(long cell, String kind) {
            return false;
          }
        };

    /** How many there were in the slot of this number. */
    long slotEvents(long number);

    /** The number of the cell of the last one. */
    long cell();

    /** How many there were in that cell. */
    long cellEvents();

    /** How many kinds there were in that cell. */
    long cellKinds();

    /** Whether one of this kind was in the cell of this number. */
    boolean isKindOfCell(long cell, String kind);
  }
}

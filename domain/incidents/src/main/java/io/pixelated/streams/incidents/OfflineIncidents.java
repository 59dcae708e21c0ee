package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Incident;
import io.pixelated.streams.incidents.StrandKeeper.StrandStep;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * All of a region's incidents in memory: what the two operators of the job do, without Flink, for
 * files and tests. Not thread-safe.
 *
 * <p>Timers of the clock fire with the call that follows their time.
 */
public final class OfflineIncidents {
  private final StrandKeeper keeper;
  private final IncidentDesk desk;
  private final InstantSource clock;
  private final Map<String, StrandBook> books = new HashMap<>();
  private final PriorityQueue<Timer> clockTimers = timers();
  private final PriorityQueue<Timer> eventTimers = timers();
  private long watermark = Long.MIN_VALUE;

  /** A timer of a strand; of the desk if the key is empty. */
  private record Timer(long time, String key) {}

  /**
   * @param memory what an earlier desk left behind; {@link DeskMemory#none()} for nothing
   * @param replayedUntil as {@link IncidentDesk} takes it
   */
  public OfflineIncidents(
      IncidentPolicy policy,
      String region,
      InstantSource clock,
      long replayedUntil,
      DeskMemory memory) {
    this.clock = clock;
    this.keeper = new StrandKeeper(policy, clock);
    this.desk = new IncidentDesk(policy, region, clock, replayedUntil, memory);
  }

  /** Takes evidence in and gives the updates that it leads to at once. */
  public List<Incident> apply(Signal signal) {
    List<Incident> updates = new ArrayList<>(tick());
    String key = signal.key();
    keep(key, keeper.apply(books.get(key), signal, watermark), updates);
    return updates;
  }

  /** Gives the updates that had to wait until now. */
  public List<Incident> tick() {
    List<Incident> updates = new ArrayList<>();
    for (Timer due : due(clockTimers, clock.millis())) {
      if (due.key().isEmpty()) {
        take(desk.onProcessingTime(watermark), updates);
      } else {
        keep(due.key(), keeper.onProcessingTime(books.get(due.key()), watermark), updates);
      }
    }
    return updates;
  }

  /**
   * Moves event time on.
   *
   * @param time the watermark; {@link Long#MAX_VALUE} ends the input
   */
  public List<Incident> advance(long time) {
    watermark = time;
    List<Incident> updates = new ArrayList<>(tick());
    if (time == Long.MAX_VALUE) {
      for (Map.Entry<String, StrandBook> book : Map.copyOf(books).entrySet()) {
        keep(book.getKey(), keeper.onEventTime(book.getValue(), time), updates);
      }
      take(desk.onEventTime(time), updates);
      return updates;
    }
    List<Timer> due = due(eventTimers, time);
    while (!due.isEmpty()) {
      for (Timer timer : due) {
        if (timer.key().isEmpty()) {
          take(desk.onEventTime(time), updates);
        } else {
          keep(timer.key(), keeper.onEventTime(books.get(timer.key()), time), updates);
        }
      }
      due = due(eventTimers, time);
    }
    return updates;
  }

  /** Strands and provisional alerts that the desk holds, and strands that are kept for it. */
  public int size() {
    return desk.strands() + books.size();
  }

  /** The desk itself. */
  IncidentDesk desk() {
    return desk;
  }

  Map<String, StrandBook> books() {
    return Map.copyOf(books);
  }

  boolean waits() {
    return !clockTimers.isEmpty();
  }

  private void keep(String key, StrandStep step, List<Incident> updates) {
    if (step.book() == null) {
      books.remove(key);
    } else {
      books.put(key, step.book());
    }
    set(clockTimers, step.processingTimer(), key);
    set(eventTimers, step.eventTimer(), key);
    for (Report report : step.reports()) {
      take(desk.apply(report, watermark), updates);
    }
  }

  private void take(DeskStep step, List<Incident> updates) {
    updates.addAll(step.updates());
    set(clockTimers, step.processingTimer(), "");
    set(eventTimers, step.eventTimer(), "");
  }

  private static void set(PriorityQueue<Timer> timers, long time, String key) {
    if (time != DeskStep.NEVER) {
      timers.add(new Timer(time, key));
    }
  }

  /** Strands before the desk, as one operator is before the other. */
  private static List<Timer> due(PriorityQueue<Timer> timers, long now) {
    List<Timer> due = new ArrayList<>();
    while (!timers.isEmpty() && timers.peek().time() <= now) {
      due.add(timers.poll());
    }
    due.sort(Comparator.comparing((Timer t) -> t.key().isEmpty()).thenComparing(Timer::time));
    return due.stream().distinct().toList();
  }

  private static PriorityQueue<Timer> timers() {
    return new PriorityQueue<>(Comparator.comparingLong(Timer::time).thenComparing(Timer::key));
  }
}

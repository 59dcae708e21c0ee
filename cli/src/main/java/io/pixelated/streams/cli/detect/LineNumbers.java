package io.pixelated.streams.cli.detect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The lines of events, and of the events that inner alerts rest on, for as long as an alert may
 * name them.
 */
final class LineNumbers {
  /** How finely time is cut to forget what is over, in milliseconds. */
  private static final long STEP = 60_000;

  private static final Comparator<Line> ORDER =
      Comparator.comparingLong(Line::time).thenComparingLong(Line::number);

  private final Map<String, List<Line>> lines = new HashMap<>();
  private final TreeMap<Long, List<String>> untilStep = new TreeMap<>();

  private record Line(long number, long time) {}

  /**
   * Remembers the line of an event; the first, if it has several.
   *
   * @param time event time, epoch milliseconds
   * @param until event time after which no alert names it
   */
  void remember(String event, long number, long time, long until) {
    remember(event, List.of(new Line(number, time)), until);
  }

  /** Remembers what an inner alert rests on. */
  void remember(String alert, Collection<String> events, long until) {
    remember(alert, List.copyOf(found(events)), until);
  }

  /** The lines that events stand in, by the events' times. */
  List<Long> of(Collection<String> events) {
    return found(events).stream().map(Line::number).toList();
  }

  /** Forgets what is not named after {@code time}. */
  void forgetUntil(long time) {
    long step = Math.floorDiv(time, STEP);
    while (!untilStep.isEmpty() && untilStep.firstKey() < step) {
      untilStep.pollFirstEntry().getValue().forEach(lines::remove);
    }
  }

  /** How many events and alerts are remembered. */
  int size() {
    return lines.size();
  }

  private void remember(String id, List<Line> its, long until) {
    if (lines.putIfAbsent(id, its) == null) {
      untilStep.computeIfAbsent(Math.floorDiv(until, STEP), step -> new ArrayList<>()).add(id);
    }
  }

  private Set<Line> found(Collection<String> events) {
    Set<Line> found = new TreeSet<>(ORDER);
    events.forEach(event -> found.addAll(lines.getOrDefault(event, List.of())));
    return found;
  }
}

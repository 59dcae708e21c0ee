package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.Evidence;
import io.pixelated.streams.correlation.Firing;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import io.pixelated.streams.correlation.window.WindowRule.Manner;
import io.pixelated.streams.events.Classification;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The sliding window of one group: what it holds of the events that are final, and whether its
 * condition held. Not safe for use by several threads.
 */
public final class GroupWindow implements Thinning.Seen {
  private static final int FORMAT = 2;
  private static final long NONE = Long.MIN_VALUE;

  private final WindowRule rule;
  private final Tally tally;

  /** Summaries of events that were thinned out and are not final yet, by the end of their cell. */
  private final TreeMap<Long, Residue> residues = new TreeMap<>();

  private final Course course;
  private final CellCounts counts = new CellCounts();

  /** Events in the window that are not kept. */
  private final Beyond beyond = new Beyond();

  private GroupWindow(WindowRule rule, Tally tally) {
    this.rule = rule;
    this.tally = tally;
    this.course = new Course(rule.manner(), rule.timespan());
  }

  /**
   * A group's window as it was remembered.
   *
   * @param memory what {@link #write} gave; empty for a group that begins
   * @param settled event time up to which everything is final
   */
  public static GroupWindow read(WindowRule rule, byte[] memory, long settled) {
    if (memory.length == 0) {
      return new GroupWindow(rule, rule.newTally());
    }
    ByteReader in = new ByteReader(memory);
    int format = in.readByte();
    if (format != FORMAT) {
      throw new IllegalStateException("window has format " + format + ", not " + FORMAT);
    }
    GroupWindow window = new GroupWindow(rule, rule.newTally());
    window.readFields(in);
    window.tally.read(in);
    window.leave(settled);
    return window;
  }

  /** What to remember. */
  public byte[] write() {
    ByteWriter out = new ByteWriter(64);
    out.writeByte(FORMAT);
    out.writeBoolean(course.last() != NONE);
    if (course.last() != NONE) {
      course.writeTimes(out);
      counts.write(out, rule.grid().cellOf(course.last()));
    }
    course.writeOutcome(out);
    beyond.write(out);
    out.writeCount(residues.size());
    residues.forEach(
        (end, residue) -> {
          out.writeLong(end);
          residue.write(out);
        });
    tally.write(out);
    return out.toBytes();
  }

  private void readFields(ByteReader in) {
    if (in.readBoolean()) {
      course.readTimes(in);
      counts.read(in, rule.grid().cellOf(course.last()));
    }
    course.readOutcome(in);
    beyond.read(in);
    for (int left = in.readSize(); left > 0; left--) {
      residues.put(in.readLong(), Residue.read(in));
    }
  }

  /** Takes note of an event that is not kept, although the window holds it. */
  public void leaveOut(MatchedEvent event, boolean counted) {
    beyond.add(event);
    if (!counted && rule.keepsResidue()) {
      residues
          .computeIfAbsent(rule.grid().cellEnd(event.time()), end -> new Residue())
          .add(event.id(), rule.number(event));
    }
  }

  /**
   * Lets time pass over events.
   *
   * @param evidence events that are final already
   * @param events later ones, by time and id
   * @param until how far time passes, inclusive
   */
  public void pass(Evidence evidence, List<MatchedEvent> events, long until, Firings firings) {
    int begin = 0;
    while (true) {
      long time = nextTime(events, begin);
      if (time > until || time == Tally.NEVER) {
        return;
      }
      int end = endOf(events, begin, time);
      if (isTrueAt(time, events.subList(begin, end))) {
        firings.at(time, () -> firing(time, evidence.events(), events.subList(0, end)));
      }
      begin = end;
    }
  }

  /**
   * Lets time pass over events until something fires, and tells when that is; {@link
   * Long#MAX_VALUE} for never. After {@code most} evaluations it gives up and tells when the next
   * one would be.
   *
   * @param events by time and id
   */
  public long nextFiring(List<MatchedEvent> events, int most) {
    int begin = 0;
    for (int left = most; ; left--) {
      long time = nextTime(events, begin);
      boolean over = rule.manner() != Manner.FUNCTION && begin == events.size();
      if (over || time == Tally.NEVER) {
        return Tally.NEVER; // departures make nothing but functions of time true
      }
      int end = endOf(events, begin, time);
      if (left == 0) {
        return course.notBefore(time);
      }
      if (isTrueAt(time, events.subList(begin, end))) {
        return time;
      }
      begin = end;
    }
  }

  private long nextTime(List<MatchedEvent> events, int begin) {
    long arrival = begin < events.size() ? events.get(begin).time() : Tally.NEVER;
    return Math.min(arrival, Math.min(nextResidue(), course.nextDeparture(tally)));
  }

  private static int endOf(List<MatchedEvent> events, int begin, long time) {
    int end = begin;
    while (end < events.size() && events.get(end).time() == time) {
      end++;
    }
    return end;
  }

  /** When the condition is to be evaluated next if no event comes; {@link Long#MAX_VALUE} never. */
  public long nextEvaluation(long firstWaiting) {
    return course.next(firstWaiting, Math.min(nextResidue(), course.nextDeparture(tally)));
  }

  /**
   * The time from which on nothing of the group matters any more.
   *
   * @param lastWaiting time of the last event that is not final; {@link Long#MIN_VALUE} for none
   */
  public long end(long lastWaiting) {
    long latest = Math.max(course.last(), lastWaiting);
    if (!residues.isEmpty()) {
      latest = Math.max(latest, residues.lastKey());
    }
    return latest == NONE ? NONE : course.end(latest);
  }

  /** Whether no further {@code more} events could make the condition hold. */
  public boolean isOutOfReach(int more) {
    return rule.manner() == Manner.RISING && residues.isEmpty() && tally.isOutOfReach(more);
  }

  /**
   * Makes what was remembered for other bounds or another timespan fit: the condition counts as not
   * holding so far.
   *
   * @param evidence events that are final
   * @param settled event time up to which they are
   */
  public void restart(List<MatchedEvent> evidence, long settled) {
    course.restart(settled);
    // The grid may be another one: what was counted in its cells starts over.
    counts.restart(rule.grid().cellOf(course.last()));
    if (tally instanceof OrderTally order) {
      order.clear();
      TreeMap<Long, List<MatchedEvent>> batches = new TreeMap<>();
      for (MatchedEvent event : evidence) {
        batches.computeIfAbsent(event.time(), time -> new ArrayList<>()).add(event);
      }
      batches.values().forEach(order::enter);
      leave(settled);
    }
  }

  /** Lets go of what it holds of certain kinds of events: as if there had been none. */
  public void forget(Predicate<String> kinds) {
    tally.forget(kinds);
  }

  /** Lets go of what a window that ends at {@code time} does not hold. */
  private void leave(long time) {
    if (time != NONE) {
      tally.leave(time - rule.timespan());
      beyond.leave(time - rule.timespan());
    }
  }

  private boolean isTrueAt(long time, List<MatchedEvent> batch) {
    boolean arrives = !batch.isEmpty();
    Residue residue = null;
    if (nextResidue() == time) {
      residue = residues.pollFirstEntry().getValue();
    }
    if (arrives || residue != null) {
      course.arrive(time);
    }
    tally.leave(time - rule.timespan());
    if (arrives) {
      counts.add(rule.grid().cellOf(time), batch.size(), freshKinds(time, batch));
      tally.enter(batch);
    }
    if (residue != null) {
      tally.enter(time, residue);
    }
    return course.fires(time, arrives, tally);
  }

  /** How many kinds of a batch its cell has not seen; those of one time count once. */
  private int freshKinds(long time, List<MatchedEvent> batch) {
    long cell = rule.grid().cellOf(time);
    Set<String> fresh = new HashSet<>();
    for (MatchedEvent event : batch) {
      for (String kind : rule.kinds(event)) {
        if (!isKindOfCell(cell, kind)) {
          fresh.add(kind);
        }
      }
    }
    return fresh.size();
  }

  private Firing firing(long time, List<MatchedEvent> evidence, List<MatchedEvent> passed) {
    long from = time - rule.timespan();
    Grounds grounds = Grounds.of(evidence, passed, from);
    List<MatchedEvent> named = grounds.latest(rule.evidence());
    Classification classification = grounds.classification();
    long begin = named.isEmpty() ? time : named.get(0).time();
    if (named.size() < grounds.events().size() || beyond.isAfter(from)) {
      classification = beyond.with(classification, from);
      begin = Math.min(begin, Math.max(from + 1, tally.oldest()));
    }
    return new Firing(
        time, begin, tally.number(), tally.isTied(), named, classification, grounds.before());
  }

  private long nextResidue() {
    return residues.isEmpty() ? Tally.NEVER : residues.firstKey();
  }

  @Override
  public long slotEvents(long number) {
    return counts.slotEvents(number);
  }

  @Override
  public long cell() {
    return counts.cell();
  }

  @Override
  public long cellEvents() {
    return counts.cellEvents();
  }

  @Override
  public long cellKinds() {
    return counts.cellKinds();
  }

  @Override
  public boolean isKindOfCell(long number, String kind) {
    long latest = tally.latest(kind);
    return latest != Tally.NOT_HELD && rule.grid().cellOf(latest) == number;
  }
}

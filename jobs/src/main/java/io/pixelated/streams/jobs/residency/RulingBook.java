package io.pixelated.streams.jobs.residency;

import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.residency.Ruling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What decides when, as one subtask holds it: rulings that have their time, and changes that have
 * none yet. What lies before the oldest that is kept, it decides too.
 */
final class RulingBook {
  /** How many are kept even if time has passed all that the oldest decides. */
  private static final int KEPT = 5;

  /** How many are kept at most. */
  private static final int MOST = 64;

  /** How long before the time of a new ruling all is taken as decided. */
  private static final long OLD_MILLIS = Duration.ofHours(1).toMillis();

  private final RulingReader reader = new RulingReader();
  private final List<Held> held = new ArrayList<>();
  private final TreeMap<Long, RulingChange> undecided = new TreeMap<>();
  private final Map<String, Long> read = new HashMap<>();
  private long latest = Long.MIN_VALUE;
  private String unreadable = "";

  private record Held(RulingSnapshot snapshot, Ruling ruling) {}

  private RulingBook() {}

  /**
   * Holds what was found at a first start; what is broken among it is left out, and comes up again
   * when the stream brings it.
   *
   * @param policies records of the policies' topic, oldest first
   * @param approvals records of the approvals' topic, oldest first
   */
  static RulingBook first(List<KeyedRecord> policies, List<KeyedRecord> approvals) {
    RulingBook book = new RulingBook();
    RulingSnapshot snapshot = RulingSnapshot.SHIPPED;
    for (KeyedRecord record : policies) {
      snapshot = book.firstStep(snapshot, new RulingChange(0, false, false, record));
    }
    for (KeyedRecord record : approvals) {
      snapshot = book.firstStep(snapshot, new RulingChange(0, true, false, record));
    }
    book.add(snapshot);
    return book;
  }

  private RulingSnapshot firstStep(RulingSnapshot snapshot, RulingChange change) {
    if (!reader.problem(change).isEmpty()) {
      return snapshot;
    }
    RulingOffset at = RulingOffset.of(change.record().origin());
    read.merge(at.place(), at.offset(), Math::max);
    return after(snapshot, change, Long.MIN_VALUE);
  }

  /** Holds what all subtasks together knew at a checkpoint. */
  static RulingBook restored(Iterable<RulingMemory> memories) {
    RulingBook book = new RulingBook();
    TreeMap<Long, RulingSnapshot> known = new TreeMap<>();
    for (RulingMemory memory : memories) {
      book.latest = Math.max(book.latest, memory.latest());
      memory.held().forEach(snapshot -> known.put(snapshot.number(), snapshot));
      memory.undecided().forEach(change -> book.undecided.put(change.number(), change));
      memory.read().forEach((place, offset) -> book.read.merge(place, offset, Math::max));
    }
    known.values().forEach(book::add);
    // A time that one of them knew holds for all.
    book.undecided.headMap(known.lastKey(), true).clear();
    return book;
  }

  RulingMemory memory() {
    return new RulingMemory(
        latest, held.stream().map(Held::snapshot).toList(), List.copyOf(undecided.values()), read);
  }

  /** What decides on a record of that event time; it has decided then. */
  Ruling decideAt(long time) {
    latest = Math.max(latest, time);
    for (int i = held.size() - 1; i > 0; i--) {
      if (held.get(i).snapshot().from() <= time) {
        return held.get(i).ruling();
      }
    }
    return held.get(0).ruling();
  }

  /** The greatest event time that has been decided on. */
  long latest() {
    return latest;
  }

  RulingSnapshot newest() {
    return held.get(held.size() - 1).snapshot();
  }

  /**
   * Takes a change in as far as it is new and sound. One whose topic begins anew is new, whatever
   * its offset; what was read at a first start is not, and comes again to be told of if it is
   * broken.
   *
   * @return what is wrong with it, and what would help; empty if nothing is
   */
  String receive(RulingChange change) {
    RulingOffset at = RulingOffset.of(change.record().origin());
    boolean known = !change.anew() && at.offset() <= read.getOrDefault(at.place(), -1L);
    String problem = reader.problem(change);
    if (!known) {
      read.put(at.place(), at.offset());
    }
    if (!known && problem.isEmpty()) {
      undecided.put(change.number(), change);
    }
    return problem;
  }

  /**
   * What cannot be read any more of the newest that was taken once, and what decides instead; empty
   * if all can.
   */
  String unreadable() {
    return unreadable;
  }

  /** The first change that has no time yet. */
  Optional<RulingChange> next() {
    return Optional.ofNullable(undecided.firstEntry()).map(Map.Entry::getValue);
  }

  /**
   * The first change that has no time yet holds for what comes after {@code decided}. One out of a
   * checkpoint may be sound no more: it is let go.
   *
   * @return what is wrong with it, and what would help; empty if nothing is
   */
  String hold(long decided) {
    RulingChange change = undecided.pollFirstEntry().getValue();
    String problem = reader.problem(change);
    if (!problem.isEmpty()) {
      return problem;
    }
    long from = Math.max(decided == Long.MAX_VALUE ? decided : decided + 1, newest().from());
    add(after(newest(), change, from));
    long passed = Math.max(from, Long.MIN_VALUE + OLD_MILLIS) - OLD_MILLIS;
    while (held.size() > MOST || (held.size() > KEPT && held.get(1).snapshot().from() <= passed)) {
      held.remove(0);
    }
    return "";
  }

  private void add(RulingSnapshot snapshot) {
    RulingReader.Made made = reader.make(snapshot);
    unreadable = made.problem();
    held.add(new Held(snapshot, made.ruling()));
  }

  private static RulingSnapshot after(RulingSnapshot before, RulingChange change, long from) {
    KeyedRecord record = change.record();
    if (!change.approval()) {
      return new RulingSnapshot(change.number(), from, record.value(), before.approvals());
    }
    Map<String, byte[]> approvals = new HashMap<>(before.approvals());
    if (record.isTombstone()) {
      approvals.remove(record.key());
    } else {
      approvals.put(record.key(), record.value());
    }
    return new RulingSnapshot(change.number(), from, before.policies(), approvals);
  }

  @Override
  public String toString() {
    return "RulingBook" + Arrays.toString(held.stream().map(h -> h.snapshot().from()).toArray());
  }
}

package io.pixelated.streams.jobs.residency;

import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.residency.Approval;
import io.pixelated.streams.residency.ApprovalFile;
import io.pixelated.streams.residency.Policies;
import io.pixelated.streams.residency.PolicyException;
import io.pixelated.streams.residency.Regions;
import io.pixelated.streams.residency.Ruling;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What decides when, as one subtask holds it: rulings that have their time, and changes that have
 * none yet. What lies before the oldest that is kept, it decides too.
 */
final class RulingBook {
  /** The one key of {@code compliance.policies}: all policies are one document. */
  static final String POLICIES_KEY = "policies";

  /** How many are kept even if time has passed all that the oldest decides. */
  private static final int KEPT = 5;

  /** How many are kept at most. */
  private static final int MOST = 64;

  /** How long before the time of a new ruling all is taken as decided. */
  private static final long OLD_MILLIS = Duration.ofHours(1).toMillis();

  private final Regions regions = Regions.shipped();
  private final List<Held> held = new ArrayList<>();
  private final TreeMap<Long, RulingChange> undecided = new TreeMap<>();
  private final Map<String, Long> read = new HashMap<>();
  private long latest = Long.MIN_VALUE;

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
      snapshot = book.firstStep(snapshot, new RulingChange(0, false, record));
    }
    for (KeyedRecord record : approvals) {
      snapshot = book.firstStep(snapshot, new RulingChange(0, true, record));
    }
    book.add(snapshot);
    return book;
  }

  private RulingSnapshot firstStep(RulingSnapshot snapshot, RulingChange change) {
    if (!problem(change).isEmpty()) {
      return snapshot;
    }
    read.merge(change.record().origin().topic(), change.record().origin().offset(), Math::max);
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
      memory.read().forEach((topic, offset) -> book.read.merge(topic, offset, Math::max));
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
   * Takes a change in as far as it is new and sound.
   *
   * @return what is wrong with it, and what would help; empty if nothing is
   */
  String receive(RulingChange change) {
    String topic = change.record().origin().topic();
    long offset = change.record().origin().offset();
    if (offset <= read.getOrDefault(topic, -1L)) {
      return "";
    }
    String problem = problem(change);
    if (problem.isEmpty()) {
      read.put(topic, offset);
      undecided.put(change.number(), change);
    }
    return problem;
  }

  /** The number of the first change that has no time yet. */
  OptionalLong next() {
    return undecided.isEmpty() ? OptionalLong.empty() : OptionalLong.of(undecided.firstKey());
  }

  /** The first change that has no time yet holds for what comes after {@code decided}. */
  void hold(long decided) {
    RulingChange change = undecided.pollFirstEntry().getValue();
    long from = Math.max(decided == Long.MAX_VALUE ? decided : decided + 1, newest().from());
    add(after(newest(), change, from));
    long passed = Math.max(from, Long.MIN_VALUE + OLD_MILLIS) - OLD_MILLIS;
    while (held.size() > MOST || (held.size() > KEPT && held.get(1).snapshot().from() <= passed)) {
      held.remove(0);
    }
  }

  private void add(RulingSnapshot snapshot) {
    List<Approval> approvals = new ArrayList<>();
    new TreeMap<>(snapshot.approvals())
        .values()
        .forEach(text -> approvals.add(ApprovalFile.read(text(text), regions)));
    Policies policies =
        snapshot.policies().length == 0
            ? Policies.shipped()
            : Policies.parse(text(snapshot.policies()), regions);
    held.add(new Held(snapshot, new Ruling(policies, approvals)));
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

  private String problem(RulingChange change) {
    KeyedRecord record = change.record();
    if (!change.approval() && !record.key().equals(POLICIES_KEY)) {
      return "the policies are one record: give it the key '" + POLICIES_KEY + "'";
    }
    if (record.isTombstone()) {
      return "";
    }
    try {
      String text = strictText(record.value());
      if (!change.approval()) {
        Policies.parse(text, regions);
        return "";
      }
      Approval approval = ApprovalFile.read(text, regions);
      if (!approval.id().equals(record.key())) {
        return "the record's key is not the approval's id: give it that key";
      }
      new Ruling(Policies.shipped(), List.of(approval)).version(); // it must fit a ruling, too
      return "";
    } catch (PolicyException e) {
      return e.getMessage();
    } catch (CharacterCodingException e) {
      return "it is not UTF-8: write it in UTF-8";
    } catch (RuntimeException | StackOverflowError e) {
      return "it cannot be made sense of: give times from 1970 to 9999, and no value inside itself";
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String strictText(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  @Override
  public String toString() {
    return "RulingBook" + Arrays.toString(held.stream().map(h -> h.snapshot().from()).toArray());
  }
}

package io.pixelated.streams.correlation.admission;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Decides which groups of a rule count when there are more than may be kept, by their digests and
 * the times of their events and never by arrival.
 *
 * <p>Event time is cut into slots as long as the rule's timespan. At a time t there count, of the
 * groups seen in t's slot up to t, those whose digests begin with the most zeros: as many classes
 * of them as there is room for. That depends on events up to t alone, so it is known for certain
 * when the watermark passes t. An event counts if its group counts at the event's time. Until then
 * it counts for all that is known: {@link #note} may let in what {@link #counts} no longer does
 * later, never the other way round. Of endless new groups, only a few times more than may count are
 * ever let in.
 *
 * <p>Groups fall into parts, each of which is decided on for itself, so that parts can be dealt out
 * to several of these. Not safe for use by several threads.
 */
public final class GroupAdmission {
  /** How many parts there may be: as many as Flink has key groups at most. */
  public static final int MOST_PARTS = 1 << 15;

  /** How many slots back it is known what did not count: until groups have settled for sure. */
  private static final int SLOTS_KNOWN = 4;

  private final int mostPerPart;
  private final long shortestSlot;
  private final Map<Slot, RuleSlot> slots = new HashMap<>();
  private final Set<String> crowded = new HashSet<>();
  private long watermark = Long.MIN_VALUE;
  private long nextEnd = Long.MAX_VALUE;

  /** Asked for with every event, so equality is spelt out: it is fast before it is compiled too. */
  private record Slot(String rule, long width, long number) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Slot slot
          && number == slot.number
          && width == slot.width
          && rule.equals(slot.rule);
    }

    @Override
    public int hashCode() {
      return (rule.hashCode() * 31 + Long.hashCode(width)) * 31 + Long.hashCode(number);
    }
  }

  /**
   * @param groupsPerRule how many groups of a rule may count in each slot
   * @param parts how many parts the groups of a rule fall into
   * @param shortestSlot the length of slots of rules with shorter timespans, in milliseconds: how
   *     far events are out of order, for so long slots are under way beside each other
   */
  public GroupAdmission(int groupsPerRule, int parts, long shortestSlot) {
    if (groupsPerRule < 1 || parts < 1 || parts > MOST_PARTS) {
      throw new IllegalArgumentException(groupsPerRule + " groups in " + parts + " parts");
    }
    this.mostPerPart = (groupsPerRule + parts - 1) / parts;
    this.shortestSlot = Math.max(1, shortestSlot);
  }

  /**
   * Takes note of an event that is not late.
   *
   * @param part the part that the group falls into, always the same
   * @param digest digest of the group, every bit of which is as good as random
   * @return whether it counts, for all that is known
   */
  public boolean note(String rule, long timespan, int part, long digest, long time) {
    Slot slot = slot(rule, timespan, time);
    RuleSlot groups = slots.get(slot);
    if (groups == null) {
      groups = open(slot);
    }
    boolean counts = groups.note(RuleSlot.group(digest, part), time);
    watch(slot, groups);
    return counts;
  }

  /** Whether an event that was taken note of counts, for all that is known now. */
  public boolean counts(String rule, long timespan, int part, long digest, long time) {
    RuleSlot groups = slots.get(slot(rule, timespan, time));
    return groups == null || groups.counts(RuleSlot.group(digest, part), time);
  }

  /** The first time after the slot that {@code time} lies in. */
  public long slotEnd(long timespan, long time) {
    long width = width(timespan);
    return (Math.floorDiv(time, width) + 1) * width;
  }

  /** Whether there are groups of {@code rule} that do not count. */
  public boolean isCrowded(String rule) {
    return crowded.contains(rule);
  }

  /** How many groups are known of, one that is seen in two slots twice. */
  public long size() {
    return slots.values().stream().mapToLong(slot -> slot.size()).sum();
  }

  /** Lets go of slots that time has passed. */
  public void advance(long time) {
    if (time <= watermark) {
      return;
    }
    watermark = time;
    if (watermark < nextEnd - 1) {
      return;
    }
    nextEnd = Long.MAX_VALUE;
    slots
        .entrySet()
        .removeIf(
            entry -> {
              RuleSlot groups = entry.getValue();
              boolean over = groups.end() - 1 <= watermark;
              if (over && !groups.isSettled()) {
                groups.settle();
              }
              long gone =
                  groups.isCrowded()
                      ? groups.end() + SLOTS_KNOWN * entry.getKey().width()
                      : groups.end();
              boolean goes = gone - 1 <= watermark;
              if (!goes) {
                nextEnd = Math.min(nextEnd, over ? gone : groups.end());
              }
              return goes;
            });
    crowded.clear();
    slots.forEach(this::watch);
  }

  /** What is to be remembered of all that it knows. */
  public List<SlotGroups> remember() {
    List<SlotGroups> all = new ArrayList<>(slots.size());
    slots.forEach(
        (slot, groups) -> all.add(SlotGroups.of(slot.rule(), slot.width(), slot.number(), groups)));
    return all;
  }

  /** Recalls what was remembered of the groups in some parts. */
  public void recall(SlotGroups remembered, IntPredicate parts) {
    Objects.requireNonNull(parts, "parts");
    Slot slot = new Slot(remembered.rule(), remembered.width(), remembered.slot());
    remembered.forEach(
        (group, time) -> {
          if (parts.test(RuleSlot.part(group))) {
            RuleSlot groups = slots.containsKey(slot) ? slots.get(slot) : open(slot);
            if (remembered.settled()) {
              groups.recallSettled(group, time);
            } else {
              groups.note(group, time);
            }
            watch(slot, groups);
          }
        });
  }

  private void watch(Slot slot, RuleSlot groups) {
    if (groups.isCrowded()) {
      crowded.add(slot.rule());
    }
  }

  private RuleSlot open(Slot slot) {
    long end = (slot.number() + 1) * slot.width();
    RuleSlot groups = new RuleSlot(mostPerPart, end);
    slots.put(slot, groups);
    nextEnd = Math.min(nextEnd, end);
    return groups;
  }

  private Slot slot(String rule, long timespan, long time) {
    long width = width(timespan);
    return new Slot(rule, width, Math.floorDiv(time, width));
  }

  private long width(long timespan) {
    return Math.max(timespan, shortestSlot);
  }
}

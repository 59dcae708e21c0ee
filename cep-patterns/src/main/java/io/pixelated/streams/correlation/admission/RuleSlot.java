package io.pixelated.streams.correlation.admission;

import java.util.HashMap;
import java.util.Map;

/** The groups of one rule in one slot of event time. */
final class RuleSlot {
  private static final long PART = GroupAdmission.MOST_PARTS - 1;

  private final int mostPerPart;
  private final long end;
  private final Map<Integer, Integer> sizes = new HashMap<>();
  private final Map<Integer, Crowd> crowds = new HashMap<>();
  private FirstTimes first = new FirstTimes();
  private boolean settled;
  private int pruneAt;

  /**
   * @param mostPerPart how many groups of a part may count at a time
   * @param end the first time that is not in the slot
   */
  RuleSlot(int mostPerPart, long end) {
    this.mostPerPart = mostPerPart;
    this.end = end;
    this.pruneAt = 4 * mostPerPart;
  }

  /** The name of a group here: it tells the part too. */
  static long group(long digest, int part) {
    return (digest & ~PART) | part;
  }

  static int part(long group) {
    return (int) (group & PART);
  }

  long end() {
    return end;
  }

  boolean isCrowded() {
    return !crowds.isEmpty();
  }

  boolean isSettled() {
    return settled;
  }

  int size() {
    return first.size();
  }

  /** Takes note of an event of a group, and says whether it counts for all that is known. */
  boolean note(long group, long time) {
    long before = first.get(group);
    if (before != FirstTimes.NONE && before <= time) {
      return counts(group, time);
    }
    int part = part(group);
    Crowd crowd = crowds.get(part);
    if (crowd == null) {
      first.put(group, time);
      if (before == FirstTimes.NONE && sizes.merge(part, 1, Integer::sum) > mostPerPart) {
        crowds.put(part, crowd(part));
      }
    } else if (time < crowd.until(group)) {
      first.put(group, time);
      crowd.note(Crowd.level(group), before, time);
      prune();
    }
    return counts(group, time);
  }

  /** Whether an event of a group at that time counts for all that is known. */
  boolean counts(long group, long time) {
    return crowds.isEmpty() || time < until(group);
  }

  private long until(long group) {
    Crowd crowd = crowds.get(part(group));
    return crowd == null ? Long.MAX_VALUE : crowd.until(group);
  }

  /** No more groups will come: only what did not count has to be known. */
  void settle() {
    settled = true;
    first = new FirstTimes();
    sizes.clear();
    crowds.values().forEach(Crowd::settle);
  }

  /** Walks over what has to be remembered: groups, or, once it is settled, classes of them. */
  void forEach(FirstTimes.Visitor visitor) {
    if (!settled) {
      first.forEach(visitor);
      return;
    }
    crowds.forEach(
        (part, crowd) ->
            crowd.forEach(
                (level, until) -> visitor.visit(RuleSlot.group(level << 32, part), until)));
  }

  /** Takes back what was remembered when it was settled. */
  void recallSettled(long levelAndPart, long until) {
    settled = true;
    crowds
        .computeIfAbsent(part(levelAndPart), part -> new Crowd(0))
        .note((int) (levelAndPart >>> 32), FirstTimes.NONE, until);
  }

  private Crowd crowd(int part) {
    Crowd crowd = new Crowd(mostPerPart);
    first.forEach(
        (group, time) -> {
          if (part(group) == part) {
            crowd.note(Crowd.level(group), FirstTimes.NONE, time);
          }
        });
    return crowd;
  }

  /**
   * Forgets the groups that no longer count at any time, and do not tell of another that it does.
   */
  private void prune() {
    if (first.size() >= pruneAt) {
      first.retain((group, time) -> time <= until(group));
      pruneAt = Math.max(4 * mostPerPart, 2 * first.size());
    }
  }
}

package io.pixelated.streams.correlation.admission;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Objects;

/**
 * What is remembered of the groups of one rule in one slot of event time.
 *
 * @param rule key of the rule
 * @param width length of the slot, milliseconds
 * @param slot its number: event time over width
 * @param settled whether time has passed the slot
 * @param entries pairs of numbers: a group and its first time; of a settled slot, a class of groups
 *     and the time from which on it does not count
 */
@SuppressWarnings("ArrayRecordComponent") // opaque bytes, never compared
public record SlotGroups(String rule, long width, long slot, boolean settled, byte[] entries) {
  public SlotGroups {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(entries, "entries");
    if (width < 1) {
      throw new IllegalArgumentException("a slot of " + rule + " is " + width + " ms long");
    }
  }

  static SlotGroups of(String rule, long width, long slot, RuleSlot groups) {
    int[] count = {0};
    groups.forEach((one, time) -> count[0]++);
    ByteBuffer bytes = ByteBuffer.allocate(count[0] * 2 * Long.BYTES);
    groups.forEach((one, time) -> bytes.putLong(one).putLong(time));
    return new SlotGroups(rule, width, slot, groups.isSettled(), bytes.array());
  }

  void forEach(FirstTimes.Visitor visitor) {
    LongBuffer numbers = ByteBuffer.wrap(entries).asLongBuffer();
    while (numbers.hasRemaining()) {
      visitor.visit(numbers.get(), numbers.get());
    }
  }
}

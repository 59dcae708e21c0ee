package io.pixelated.streams.sigma.match;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers field names, so that the values of an event are found by index. Shared by all rule sets
 * that come from one another, because rules compiled for one are used in the next.
 */
final class FieldSlots {

  private static final int FIRST_COUNT = 4_096;

  private int nextCount = FIRST_COUNT;
  private final Map<String, Integer> slots = new ConcurrentHashMap<>();

  synchronized int slotOf(String field) {
    return slots.computeIfAbsent(field, f -> slots.size());
  }

  int size() {
    return slots.size();
  }

  /** Whether so many names came that one should see how many of them are still used. */
  synchronized boolean isTimeToCount() {
    return slots.size() >= nextCount;
  }

  /** Says that one did. */
  synchronized void counted() {
    nextCount = slots.size() * 2;
  }
}

package io.pixelated.streams.sigma.match;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers field names, so that the values of an event are found by index. Shared by all rule sets
 * that come from one another, because rules compiled for one are used in the next.
 */
final class FieldSlots {

  private final Map<String, Integer> slots = new ConcurrentHashMap<>();

  synchronized int slotOf(String field) {
    return slots.computeIfAbsent(field, f -> slots.size());
  }

  int size() {
    return slots.size();
  }
}

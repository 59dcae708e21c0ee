package io.pixelated.streams.correlation.rulebook;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which documents have to do with one another: those that define a rule of one name, or name it.
 * What becomes of a document depends on its neighbours, and theirs, and on nothing else. Immutable.
 */
final class Neighbours {
  static final Neighbours NONE = new Neighbours(Map.of());

  private final Map<String, Set<String>> keysByName;

  private Neighbours(Map<String, Set<String>> keysByName) {
    this.keysByName = keysByName;
  }

  /** These, with {@code keys} holding what they hold {@code after}, no longer {@code before}. */
  Neighbours with(Collection<String> keys, Map<String, Slot> before, Map<String, Slot> after) {
    Map<String, Set<String>> changed = new HashMap<>(keysByName);
    for (String key : keys) {
      Set<String> old = names(key, before);
      Set<String> now = names(key, after);
      for (String name : old) {
        if (!now.contains(name)) {
          changed.computeIfPresent(name, (n, keysOfName) -> without(keysOfName, key));
        }
      }
      for (String name : now) {
        if (!old.contains(name)) {
          changed.merge(name, Set.of(key), Neighbours::union);
        }
      }
    }
    return new Neighbours(changed);
  }

  /**
   * The keys that a change of {@code keys} from {@code before} to {@code after} concerns.
   *
   * @param names of rules that it concerns though they have no name in common with it
   */
  Set<String> of(
      Collection<String> keys,
      Set<String> names,
      Map<String, Slot> before,
      Map<String, Slot> after) {
    Set<String> concerned = new HashSet<>(keys);
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    enter(names, seen, open);
    for (String key : keys) {
      enter(names(key, before), seen, open);
      enter(names(key, after), seen, open);
    }
    while (!open.isEmpty()) {
      for (String key : keysByName.getOrDefault(open.pop(), Set.of())) {
        if (concerned.add(key)) {
          enter(names(key, before), seen, open);
        }
      }
    }
    return concerned;
  }

  private static void enter(Set<String> names, Set<String> seen, Deque<String> open) {
    for (String name : names) {
      if (seen.add(name)) {
        open.push(name);
      }
    }
  }

  private static Set<String> names(String key, Map<String, Slot> slots) {
    Set<String> names = new LinkedHashSet<>();
    Slot slot = slots.get(key);
    if (slot != null) {
      slot.candidates().forEach(draft -> names.addAll(draft.names()));
    }
    return names;
  }

  private static Set<String> without(Set<String> keys, String key) {
    Set<String> rest = new LinkedHashSet<>(keys);
    rest.remove(key);
    return rest.isEmpty() ? null : rest;
  }

  private static Set<String> union(Set<String> keys, Set<String> more) {
    Set<String> all = new LinkedHashSet<>(keys);
    all.addAll(more);
    return all;
  }
}

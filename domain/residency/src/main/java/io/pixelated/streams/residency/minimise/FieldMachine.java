package io.pixelated.streams.residency.minimise;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Profiles compiled to one automaton over the steps of a path, which says what becomes of a field.
 * Of several profiles the strictest action holds. Immutable.
 *
 * <p>Nothing is kept but under exactly the name that a profile lists. But a field that is personal
 * under its name is so in any letter case: it is erased then.
 */
public final class FieldMachine {
  private static final int MOST_STATES = 50_000;

  private final FieldState start;
  private final Map<Set<Item>, FieldState> states = new HashMap<>();
  private final Deque<Set<Item>> open = new ArrayDeque<>();
  private final int profiles;

  /** A pattern of a profile, and how many of its steps have been taken. */
  private record Item(int profile, FieldAction action, FieldPath path, int taken, boolean loose) {
    boolean isRest() {
      return taken < path.steps().size() && path.steps().get(taken).equals(FieldPath.REST);
    }

    boolean isDone() {
      int size = path.steps().size();
      // Having taken the rest once, it stands behind its last step, and stays there.
      return taken == size;
    }

    boolean endsInRest() {
      return path.steps().get(path.steps().size() - 1).equals(FieldPath.REST);
    }

    /** What is inside of a personal field is personal, though not what the profile expects. */
    Item erasing() {
      return new Item(profile, action, path, taken, true);
    }

    Item further(boolean looser) {
      return new Item(profile, action, path, taken + 1, loose || looser);
    }
  }

  private FieldMachine(List<Profile> profiles) {
    this.profiles = profiles.size();
    Set<Item> first = new LinkedHashSet<>();
    for (int i = 0; i < profiles.size(); i++) {
      for (Map.Entry<FieldAction, List<FieldPath>> entry :
          new TreeMap<>(profiles.get(i).fields()).entrySet()) {
        for (FieldPath path : entry.getValue()) {
          first.add(new Item(i, entry.getKey(), path, 0, false));
        }
      }
    }
    this.start = state(first);
    while (!open.isEmpty()) {
      connect(open.remove());
    }
  }

  /** The automaton of at least one profile. */
  public static FieldMachine of(List<Profile> profiles) {
    if (profiles.isEmpty()) {
      throw new IllegalArgumentException("no profile: give one, or the record would be whole");
    }
    return new FieldMachine(profiles);
  }

  FieldState start() {
    return start;
  }

  private FieldState state(Set<Item> items) {
    FieldState known = states.get(items);
    if (known == null) {
      if (states.size() >= MOST_STATES) {
        throw new IllegalArgumentException(
            "the profiles' paths combine in too many ways: use fewer wildcards between names");
      }
      known = new FieldState(action(items), items.isEmpty());
      states.put(items, known);
      open.add(items);
    }
    return known;
  }

  private FieldAction action(Set<Item> items) {
    FieldAction strictest = FieldAction.KEEP;
    for (int profile = 0; profile < profiles; profile++) {
      FieldAction mine = FieldAction.KEEP;
      boolean listed = false;
      for (Item item : items) {
        if (item.profile() == profile && item.isDone()) {
          listed = true;
          mine = FieldAction.strictest(mine, item.loose() ? FieldAction.ERASE : item.action());
        }
      }
      strictest = FieldAction.strictest(strictest, listed ? mine : FieldAction.DROP);
    }
    return strictest;
  }

  private void connect(Set<Item> items) {
    FieldState state = states.get(items);
    Map<String, List<String>> spellings = new LinkedHashMap<>();
    for (Item item : items) {
      if (!item.isDone() && !item.isRest() && !step(item).equals(FieldPath.ANY)) {
        List<String> same =
            spellings.computeIfAbsent(lower(step(item)), folded -> new ArrayList<>());
        if (!same.contains(step(item))) {
          same.add(step(item));
        }
      }
    }
    // An empty state is its own successor, and no name can be this.
    state.setOther(state(after(items, "\0")));
    spellings.forEach(
        (folded, names) -> {
          // Found first: of most names there is no other spelling.
          names.forEach(
              name ->
                  state.addExact(name.getBytes(StandardCharsets.UTF_8), state(after(items, name))));
          FieldState loose = state(after(items, folded + '\0'));
          state.addLoose(folded.getBytes(StandardCharsets.UTF_8), loose);
        });
  }

  /**
   * What is left of patterns after a step.
   *
   * @param name with a NUL behind it: any other spelling of the name
   */
  private static Set<Item> after(Set<Item> items, String name) {
    Set<Item> next = new LinkedHashSet<>();
    boolean other = name.endsWith("\0");
    String folded = other ? name.substring(0, name.length() - 1) : lower(name);
    for (Item item : items) {
      if (item.isDone()) {
        if (item.endsInRest()) {
          next.add(item);
        } else if (item.action().isPersonal()) {
          next.add(item.erasing());
        }
      } else if (item.isRest() || step(item).equals(FieldPath.ANY)) {
        next.add(item.further(false));
      } else if (!other && step(item).equals(name)) {
        next.add(item.further(false));
      } else if (!folded.isEmpty()
          && item.action().isPersonal()
          && lower(step(item)).equals(folded)) {
        next.add(item.further(true));
      }
    }
    return next;
  }

  private static String step(Item item) {
    return item.path().steps().get(item.taken());
  }

  /** Letter case of ASCII alone: names of other letters are not the profile's. */
  private static String lower(String step) {
    StringBuilder folded = new StringBuilder(step);
    for (int i = 0; i < step.length(); i++) {
      char c = step.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        folded.setCharAt(i, (char) (c | 0x20));
      }
    }
    return folded.toString();
  }
}

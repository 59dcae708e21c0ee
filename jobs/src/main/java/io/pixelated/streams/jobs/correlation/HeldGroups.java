package io.pixelated.streams.jobs.correlation;

import io.pixelated.streams.correlation.GroupState;
import io.pixelated.streams.correlation.KeptGroup;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyedStateBackend;

/**
 * The groups of one subtask. Those that were used last are at hand, all others lie in keyed state;
 * what has changed is written there when its room is needed, or with a snapshot. So a group that
 * many matches come to is not read and written with each of them, and one that does not outlive a
 * snapshot may never be written.
 *
 * <p>Before anybody looks at the keyed state itself, it must be {@linkplain #write() written}.
 */
final class HeldGroups {
  /** Of the room there is, what is made free at a time: groups leave in batches. */
  private static final int MADE_FREE = 32;

  /** Bytes that a group at hand takes beside its state and the letters of its key. */
  private static final long OVERHEAD = 250;

  private final KeyedStateBackend<String> backend;
  private final ValueState<KeptGroup> stored;
  private final long room;

  /** By key, the one used longest ago first. */
  private final LinkedHashMap<String, Held> held = new LinkedHashMap<>(16, 0.75f, true);

  private long taken;

  /** The key and group that were asked for last: most are asked for several times in a row. */
  private String lastKey;

  private Held last;

  /** The last group's state; null if nothing is left of it, or nobody has asked yet. */
  private GroupState lastState;

  /** A group at hand, or one that left but was asked for last. */
  private static final class Held {
    private KeptGroup group;
    private Seat seat;
    private long weight;
    private boolean atHand;

    /** Whether keyed state has it, be it as it was before. */
    private boolean stored;

    /** Whether it is other than keyed state has it. */
    private boolean changed;

    private Held(KeptGroup group, boolean stored) {
      this.group = group;
      this.stored = stored;
    }
  }

  /**
   * @param room how many bytes the groups at hand may take, roughly; with 0 none is
   */
  HeldGroups(KeyedStateBackend<String> backend, ValueState<KeptGroup> stored, long room) {
    this.backend = backend;
    this.stored = stored;
    this.room = room;
  }

  /** What is known of the admission of the current key's group; null if it is not at hand. */
  Seat seat() {
    Held group = found(backend.getCurrentKey());
    return group == null ? null : group.seat;
  }

  /** The group of the current key. */
  Optional<GroupState> current() throws Exception {
    String key = backend.getCurrentKey();
    Held found = found(key);
    if (found == null) {
      KeptGroup group = stored.value();
      found = new Held(group, group != null);
      last = found;
      if (group != null) {
        hold(key, found);
      }
    }
    if (lastState == null && found.group != null) {
      lastState = found.group.state();
    }
    return Optional.ofNullable(lastState);
  }

  /**
   * The group of the current key is like that now.
   *
   * @param seat what is known of its admission; null for nothing more than before
   */
  void keep(GroupState state, Seat seat) throws Exception {
    String key = backend.getCurrentKey();
    Held found = found(key);
    if (found == null) {
      found = new Held(null, true);
      last = found;
    }
    // What leaves at once is packed, if at all, by the state backend.
    found.group = room == 0 ? KeptGroup.of(state) : KeptGroup.packed(state);
    found.seat = seat == null ? found.seat : seat;
    found.changed = true;
    lastState = state;
    hold(key, found);
  }

  /** Nothing is left of the group of the current key. */
  void forget() throws Exception {
    String key = backend.getCurrentKey();
    Held found = found(key);
    if (found == null || found.stored) {
      stored.clear();
    }
    if (found != null && found.atHand) {
      held.remove(key);
      taken -= found.weight;
    }
    last = new Held(null, false);
    lastState = null;
  }

  /** Writes all that has changed. */
  void write() throws Exception {
    String before = backend.getCurrentKey();
    for (Map.Entry<String, Held> entry : held.entrySet()) {
      write(entry.getKey(), entry.getValue());
    }
    backTo(before);
  }

  /** Writes all that has changed, and has no group at hand any more. */
  void release() throws Exception {
    write();
    held.clear();
    taken = 0;
    lastKey = null;
    last = null;
    lastState = null;
  }

  /** How many groups are at hand. */
  int size() {
    return held.size();
  }

  private Held found(String key) {
    if (!key.equals(lastKey)) {
      lastKey = key;
      last = held.get(key);
      lastState = null;
    }
    return last;
  }

  private void hold(String key, Held group) throws Exception {
    if (room == 0) {
      write(key, group);
      return;
    }
    if (group.atHand) {
      taken -= group.weight;
    } else {
      held.put(key, group);
      group.atHand = true;
    }
    group.weight = OVERHEAD + key.length() + group.group.bytes().length;
    taken += group.weight;
    if (taken > room) {
      makeRoom();
      backTo(key);
    }
  }

  private void makeRoom() throws Exception {
    Iterator<Map.Entry<String, Held>> oldest = held.entrySet().iterator();
    while (taken > room - room / MADE_FREE && oldest.hasNext()) {
      Map.Entry<String, Held> entry = oldest.next();
      Held group = entry.getValue();
      write(entry.getKey(), group);
      taken -= group.weight;
      group.atHand = false;
      oldest.remove();
    }
  }

  private void write(String key, Held group) throws Exception {
    if (group.changed) {
      if (!key.equals(backend.getCurrentKey())) {
        backend.setCurrentKey(key);
      }
      stored.update(group.group);
      group.stored = true;
      group.changed = false;
    }
  }

  private void backTo(String key) {
    if (key != null) {
      backend.setCurrentKey(key);
    }
  }
}

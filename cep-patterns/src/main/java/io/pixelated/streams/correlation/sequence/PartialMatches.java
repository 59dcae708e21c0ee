package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.MatchedEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.cep.nfa.ComputationState;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.NFAStateSerializer;
import org.apache.flink.cep.nfa.sharedbuffer.EventId;
import org.apache.flink.cep.nfa.sharedbuffer.Lockable;
import org.apache.flink.cep.nfa.sharedbuffer.NodeId;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBuffer;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferNodeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** The partial matches of whichever group is loaded, and how they become one value. */
final class PartialMatches {
  private static final int FORMAT = 1;

  private final MemoryStore store = new MemoryStore();
  private final SharedBuffer<MatchedEvent> buffer;
  private final NFAStateSerializer states = new NFAStateSerializer();
  private final List<Table<?, ?>> tables;
  private final int most;
  private final boolean latestMatter;
  private final long timespan;

  private record Table<K, V>(String name, TypeSerializer<K> keys, TypeSerializer<V> values) {}

  /**
   * @param most how many there may be
   * @param latestMatter whether, of partial matches that have come equally far, one that began
   *     later can do all that one that began earlier can
   */
  PartialMatches(int most, boolean latestMatter, long timespan) {
    this.most = most;
    this.latestMatter = latestMatter;
    this.timespan = timespan;
    buffer = new SharedBuffer<>(store, MatchedEventSerializer.INSTANCE);
    buffer.releaseCacheStatisticsTimer();
    // Named as the shared buffer names its states.
    tables =
        List.of(
            new Table<>(
                "sharedBuffer-events",
                EventId.EventIdSerializer.INSTANCE,
                new Lockable.LockableTypeSerializer<>(MatchedEventSerializer.INSTANCE)),
            new Table<>(
                "sharedBuffer-entries-with-lockable-edges",
                new NodeId.NodeIdSerializer(),
                new Lockable.LockableTypeSerializer<>(new SharedBufferNodeSerializer())),
            new Table<>(
                "sharedBuffer-events-count", LongSerializer.INSTANCE, IntSerializer.INSTANCE));
  }

  SharedBufferAccessor<MatchedEvent> accessor() {
    return buffer.getAccessor();
  }

  NFAState reset(NFA<MatchedEvent> automaton) {
    store.clear();
    return automaton.createInitialNFAState();
  }

  NFAState load(byte[] memory, NFA<MatchedEvent> automaton) throws IOException {
    NFAState initial = reset(automaton);
    if (memory.length == 0) {
      return initial;
    }
    DataInputDeserializer in = new DataInputDeserializer(memory);
    int format = in.readUnsignedByte();
    if (format != FORMAT) {
      throw new IOException("partial matches have format " + format + ", not " + FORMAT);
    }
    for (Table<?, ?> table : tables) {
      read(table, in);
    }
    return states.deserialize(in);
  }

  /** The partial matches as one value, empty if there are none. */
  byte[] save(NFAState state) throws IOException {
    if (begun(state).isEmpty()) {
      return new byte[0];
    }
    DataOutputSerializer out = new DataOutputSerializer(512);
    out.writeByte(FORMAT);
    for (Table<?, ?> table : tables) {
      write(table, out);
    }
    states.serialize(state, out);
    return out.getCopyOfBuffer();
  }

  /** When the partial match that began first ends. */
  long timeout(NFAState state) {
    return begun(state).stream()
        .mapToLong(match -> match.getStartEventID().getTimestamp() + timespan)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Drops partial matches that began at {@code time} or earlier. */
  void dropBegunBy(NFAState state, long time) throws Exception {
    drop(
        state,
        begun(state).stream()
            .filter(match -> match.getStartEventID().getTimestamp() <= time)
            .toList());
  }

  /** Gives up partial matches if there are too many, and tells how many. */
  int limit(NFAState state) throws Exception {
    List<ComputationState> begun = begun(state);
    if (begun.size() <= most) {
      return 0;
    }
    Map<String, List<ComputationState>> places =
        begun.stream().collect(Collectors.groupingBy(ComputationState::getCurrentStateName));
    List<ComputationState> surplus = new ArrayList<>();
    int each = Math.max(1, most / places.size());
    Comparator<ComputationState> order = NFAState.COMPUTATION_STATE_COMPARATOR;
    for (List<ComputationState> place : places.values()) {
      place.sort(latestMatter ? order.reversed() : order);
      surplus.addAll(place.subList(Math.min(each, place.size()), place.size()));
    }
    drop(state, surplus);
    return surplus.size();
  }

  private void drop(NFAState state, List<ComputationState> dropped) throws Exception {
    if (dropped.isEmpty()) {
      return;
    }
    PriorityQueue<ComputationState> kept =
        new PriorityQueue<>(NFAState.COMPUTATION_STATE_COMPARATOR);
    kept.addAll(state.getPartialMatches());
    try (SharedBufferAccessor<MatchedEvent> accessor = accessor()) {
      for (ComputationState match : dropped) {
        kept.remove(match);
        accessor.releaseNode(match.getPreviousBufferEntry(), match.getVersion());
      }
    }
    state.setNewPartialMatches(kept);
  }

  private static List<ComputationState> begun(NFAState state) {
    return state.getPartialMatches().stream()
        .filter(match -> match.getStartEventID() != null)
        .toList();
  }

  private <K, V> void write(Table<K, V> table, DataOutputView out) throws IOException {
    MemoryMap<K, V> map = store.map(table.name());
    out.writeInt(map.map().size());
    for (Map.Entry<K, V> entry : map.map().entrySet()) {
      table.keys().serialize(entry.getKey(), out);
      table.values().serialize(entry.getValue(), out);
    }
  }

  private <K, V> void read(Table<K, V> table, DataInputView in) throws IOException {
    MemoryMap<K, V> map = store.map(table.name());
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      K key = table.keys().deserialize(in);
      map.put(key, table.values().deserialize(in));
    }
  }
}

package io.pixelated.streams.jobs.rules;

import io.pixelated.streams.events.RuleDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Where an operator keeps the rules of its subtasks: in broadcast state, for they are the same in
 * all of them.
 */
public final class RuleStore {
  private static final TypeInformation<List<RuleDocument>> DOCUMENT_LIST =
      Types.LIST(TypeInformation.of(RuleDocument.class));
  private static final String OLDEST = "oldest";

  /** What the stream that brings rules to a function is connected with. */
  public static final MapStateDescriptor<String, List<RuleDocument>> DOCUMENTS =
      new MapStateDescriptor<>("rules", Types.STRING, DOCUMENT_LIST);

  private final BroadcastState<String, List<RuleDocument>> documents;
  private final BroadcastState<String, Long> read;
  private final BroadcastState<Long, List<RuleDocument>> changes;
  private final BroadcastState<Long, Long> times;
  private final BroadcastState<String, Long> numbers;

  public RuleStore(OperatorStateStore store) throws Exception {
    documents = store.getBroadcastState(DOCUMENTS);
    read = state(store, "rules-read", Types.STRING, Types.LONG);
    changes = state(store, "rule-changes", Types.LONG, DOCUMENT_LIST);
    times = state(store, "rule-times", Types.LONG, Types.LONG);
    numbers = state(store, "rule-numbers", Types.STRING, Types.LONG);
  }

  /** The rules of the last checkpoint, or none on a first start. */
  public HeldRules restore(RuleSettings ruleSettings) throws Exception {
    return numbers.contains(OLDEST)
        ? HeldRules.restored(memory(), ruleSettings)
        : HeldRules.none(ruleSettings);
  }

  /** The same, where others may know of times that this subtask did not. */
  public HeldRules restore(RuleSettings ruleSettings, RuleProgress progress) throws Exception {
    return HeldRules.restored(memory().withTimes(progress.times()), ruleSettings);
  }

  /** Keeps the rules as they are now for the next checkpoint. */
  public void keep(HeldRules rules) throws Exception {
    RuleMemory memory = rules.memory();
    put(documents, memory.documents());
    put(read, memory.read());
    put(changes, memory.changes());
    put(times, memory.times());
    numbers.put(OLDEST, memory.oldest());
  }

  RuleMemory memory() throws Exception {
    return new RuleMemory(numbers.get(OLDEST), map(documents), map(read), map(changes), map(times));
  }

  private static <K, V> BroadcastState<K, V> state(
      OperatorStateStore store, String name, TypeInformation<K> key, TypeInformation<V> value)
      throws Exception {
    return store.getBroadcastState(new MapStateDescriptor<>(name, key, value));
  }

  private static <K, V> void put(BroadcastState<K, V> state, Map<K, V> entries) throws Exception {
    state.clear();
    state.putAll(entries);
  }

  private static <K, V> Map<K, V> map(BroadcastState<K, V> state) throws Exception {
    Map<K, V> entries = new HashMap<>();
    state.immutableEntries().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    return entries;
  }
}

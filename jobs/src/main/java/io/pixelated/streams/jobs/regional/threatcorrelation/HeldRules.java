package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.correlation.rulebook.RulePipelines;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.correlation.rulebook.RulebookChange;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.RuleStatus;
import io.pixelated.streams.events.RuleStatus.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * The rules as one subtask holds them: their documents in broadcast state, and the rulebook that
 * they compile to.
 *
 * <p>A first start takes them from the topic, from its beginning to where it ends then; the stream
 * of rules then brings the same records again. How far the topic has been read is remembered, so
 * that no old version of a rule comes back to life on the way.
 */
final class HeldRules {
  /** Per key the documents that matter: the one that runs, and a later one that does not. */
  static final MapStateDescriptor<String, List<RuleDocument>> DOCUMENTS =
      new MapStateDescriptor<>(
          "rules", Types.STRING, Types.LIST(TypeInformation.of(RuleDocument.class)));

  /** Per partition of the topic the offset of the last record that was taken in. */
  private static final MapStateDescriptor<String, Long> READ =
      new MapStateDescriptor<>("rules-read", Types.STRING, Types.LONG);

  private final BroadcastState<String, List<RuleDocument>> documents;
  private final BroadcastState<String, Long> read;
  private Rulebook rulebook;

  private HeldRules(OperatorStateStore store, Rulebook empty) throws Exception {
    this.rulebook = empty;
    this.documents = store.getBroadcastState(DOCUMENTS);
    this.read = store.getBroadcastState(READ);
  }

  /** The rules from a checkpoint, or, on a first start, as the topic has them now. */
  static HeldRules initialize(
      FunctionInitializationContext context, RuleSnapshot snapshot, RulePipelines pipelines)
      throws Exception {
    HeldRules rules = new HeldRules(context.getOperatorStateStore(), Rulebook.empty(pipelines));
    if (context.isRestored()) {
      rules.load(rules.remembered());
    } else {
      List<RuleDocument> all = snapshot.read();
      rules.load(all);
      Map<String, RuleDocument> latest = new HashMap<>();
      for (RuleDocument document : all) {
        latest.put(document.key(), document);
        rules.read.put(partition(document), document.origin().offset());
      }
      rules.hold(latest.values());
    }
    return rules;
  }

  Rulebook rulebook() {
    return rulebook;
  }

  /**
   * Takes a document from the stream of rules.
   *
   * @return what became of it, and of others that waited for it
   */
  List<RuleStatus> apply(RuleDocument document) throws Exception {
    Long last = read.get(partition(document));
    if (last != null && document.origin().offset() <= last) {
      return statusOfKnown(document);
    }
    read.put(partition(document), document.origin().offset());
    List<RuleDocument> held = documents.get(document.key());
    if (held != null && latest(held).text().equals(document.text())) {
      return List.of();
    }
    RulebookChange change = rulebook.apply(document);
    rulebook = change.rulebook();
    hold(List.of(document));
    return change.statuses();
  }

  /** What became of a document that was taken in before the stream brought it. */
  private List<RuleStatus> statusOfKnown(RuleDocument document) throws Exception {
    String key = document.key();
    List<RuleDocument> held = documents.get(key);
    if (held == null) {
      return document.isTombstone()
          ? List.of(new RuleStatus(key, "", State.REMOVED, document.file(), 0, ""))
          : List.of();
    }
    return latest(held).origin().equals(document.origin())
        ? rulebook.status(key).stream().toList()
        : List.of();
  }

  /** Takes documents in at once as far as it can: what follows another of its key comes after. */
  private void load(List<RuleDocument> all) {
    List<RuleDocument> together = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (RuleDocument document : all) {
      if (!keys.add(document.key())) {
        rulebook = rulebook.apply(together).rulebook();
        together.clear();
        keys.clear();
        keys.add(document.key());
      }
      together.add(document);
    }
    rulebook = rulebook.apply(together).rulebook();
  }

  /** What runs first, in the order in which it came; then what came later and does not run. */
  private List<RuleDocument> remembered() throws Exception {
    List<RuleDocument> first = new ArrayList<>();
    List<RuleDocument> later = new ArrayList<>();
    for (Map.Entry<String, List<RuleDocument>> entry : documents.immutableEntries()) {
      List<RuleDocument> held = entry.getValue();
      first.add(held.get(0));
      later.addAll(held.subList(1, held.size()));
    }
    Comparator<RuleDocument> asTheyCame =
        Comparator.comparingLong(document -> document.origin().offset());
    first.sort(asTheyCame);
    later.sort(asTheyCame);
    first.addAll(later);
    return first;
  }

  /** Remembers what matters of each document's key, now that the rulebook has taken it in. */
  private void hold(Collection<RuleDocument> latest) throws Exception {
    for (RuleDocument document : latest) {
      if (document.isTombstone()) {
        documents.remove(document.key());
        continue;
      }
      List<RuleDocument> held = new ArrayList<>(rulebook.documents(document.key()));
      if (!held.contains(document)) {
        held.add(document);
      }
      documents.put(document.key(), held);
    }
  }

  private static RuleDocument latest(List<RuleDocument> held) {
    return held.get(held.size() - 1);
  }

  private static String partition(RuleDocument document) {
    Origin origin = document.origin();
    return origin.topic() + '/' + origin.partition();
  }
}

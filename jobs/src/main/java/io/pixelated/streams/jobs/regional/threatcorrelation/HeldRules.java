package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.correlation.rulebook.RulebookChange;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.RuleStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * The rules as one subtask holds them: their documents in broadcast state, and the rulebook that
 * they compile to.
 */
final class HeldRules {
  /** Per key the documents that matter: the one that runs, and a later one that does not. */
  static final MapStateDescriptor<String, List<RuleDocument>> DOCUMENTS =
      new MapStateDescriptor<>(
          "rules", Types.STRING, Types.LIST(TypeInformation.of(RuleDocument.class)));

  private final BroadcastState<String, List<RuleDocument>> documents;
  private final Map<String, RuleStatus> untold = new HashMap<>();
  private Rulebook rulebook;

  private HeldRules(BroadcastState<String, List<RuleDocument>> documents) {
    this.documents = documents;
  }

  /** The rules from a checkpoint, or, on a first start, as the topic has them now. */
  static HeldRules initialize(FunctionInitializationContext context, RuleSnapshot snapshot)
      throws Exception {
    HeldRules rules = new HeldRules(context.getOperatorStateStore().getBroadcastState(DOCUMENTS));
    if (context.isRestored()) {
      List<RuleDocument> all = new ArrayList<>();
      rules.documents.immutableEntries().forEach(entry -> all.addAll(entry.getValue()));
      rules.rulebook = Rulebook.restore(all);
    } else {
      List<RuleDocument> all = snapshot.read();
      RulebookChange loaded = Rulebook.empty().apply(all);
      rules.rulebook = loaded.rulebook();
      for (RuleDocument document : all) {
        rules.documents.put(document.key(), List.of(document));
      }
      loaded.statuses().forEach(status -> rules.untold.put(status.key(), status));
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
    String key = document.key();
    List<RuleDocument> held = documents.get(key);
    if (held != null && held.get(held.size() - 1).text().equals(document.text())) {
      RuleStatus told = untold.remove(key);
      return told == null ? List.of() : List.of(told);
    }
    untold.remove(key);
    RulebookChange change = rulebook.apply(document);
    rulebook = change.rulebook();
    List<RuleDocument> now =
        rulebook.documents().stream().filter(d -> d.key().equals(key)).toList();
    if (document.isTombstone()) {
      documents.remove(key);
    } else if (now.contains(document)) {
      documents.put(key, now);
    } else {
      List<RuleDocument> withBroken = new ArrayList<>(now);
      withBroken.add(document);
      documents.put(key, withBroken);
    }
    return change.statuses();
  }
}

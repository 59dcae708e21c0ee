package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.EventValue;
import io.pixelated.streams.sigma.predicate.RequiredLiteral.Position;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules for one kind of event, found by the literals that they require: most rules are ruled
 * out without being looked at. Rules without such literals are always candidates.
 */
final class CandidateIndex {

  private final CompiledRule[] rules;
  private final long[] always;
  private final List<FieldIndex> fields;

  private CandidateIndex(CompiledRule[] rules, long[] always, List<FieldIndex> fields) {
    this.rules = rules;
    this.always = always;
    this.fields = fields;
  }

  static CandidateIndex of(Collection<CompiledRule> applicable) {
    CompiledRule[] rules = applicable.toArray(CompiledRule[]::new);
    long[] always = new long[(rules.length + 63) >> 6];
    Map<Integer, FieldIndex.Builder> fields = new HashMap<>();
    for (int i = 0; i < rules.length; i++) {
      List<Anchor> anchors = rules[i].anchors();
      if (anchors.isEmpty()) {
        always[i >> 6] |= 1L << i;
      }
      for (Anchor anchor : anchors) {
        fields
            .computeIfAbsent(anchor.slot(), slot -> new FieldIndex.Builder(slot, anchor.field()))
            .add(anchor, i);
      }
    }
    return new CandidateIndex(
        rules, always, fields.values().stream().map(FieldIndex.Builder::build).toList());
  }

  int size() {
    return rules.length;
  }

  /** The rules that the event satisfies. */
  List<RuleMatch> match(Reading reading) {
    long[] candidates = always.clone();
    for (FieldIndex field : fields) {
      field.mark(reading, candidates);
    }
    List<RuleMatch> matches = null;
    for (int word = 0; word < candidates.length; word++) {
      for (long bits = candidates[word]; bits != 0; bits &= bits - 1) {
        CompiledRule rule = rules[(word << 6) + Long.numberOfTrailingZeros(bits)];
        if (rule.test().holds(reading)) {
          matches = matches == null ? new ArrayList<>(4) : matches;
          matches.add(rule.explain(reading));
        }
      }
    }
    return matches == null ? List.of() : matches;
  }

  /** The anchors on one field. */
  private record FieldIndex(
      int slot, String field, Map<String, int[]> whole, LiteralAutomaton parts) {

    void mark(Reading reading, long[] candidates) {
      if (slot == Anchor.ANY_FIELD) {
        reading.all().forEach(named -> mark(named.value(), candidates));
        return;
      }
      FieldValues values = reading.field(slot, field);
      for (int i = 0; i < values.size(); i++) {
        mark(values.get(i), candidates);
      }
    }

    private void mark(EventValue value, long[] candidates) {
      int[] equal = whole.get(value.folded());
      if (equal != null) {
        mark(equal, candidates);
      }
      parts.scan(value.folded(), found -> mark(found, candidates));
    }

    private static void mark(int[] found, long[] candidates) {
      for (int rule : found) {
        candidates[rule >> 6] |= 1L << rule;
      }
    }

    static final class Builder {
      private final int slot;
      private final String field;
      private final Map<String, List<Integer>> whole = new HashMap<>();
      private final LiteralAutomaton.Builder parts = new LiteralAutomaton.Builder();

      Builder(int slot, String field) {
        this.slot = slot;
        this.field = field;
      }

      void add(Anchor anchor, int rule) {
        if (anchor.position() == Position.WHOLE) {
          whole.computeIfAbsent(anchor.literal(), l -> new ArrayList<>(1)).add(rule);
        } else if (anchor.position() == Position.END) {
          parts.addAtEnd(anchor.literal(), rule);
        } else {
          parts.addAnywhere(anchor.literal(), rule);
        }
      }

      FieldIndex build() {
        Map<String, int[]> equal = new HashMap<>();
        whole.forEach(
            (text, list) ->
                equal.put(text, list.stream().mapToInt(Integer::intValue).distinct().toArray()));
        return new FieldIndex(slot, field, equal, parts.build());
      }
    }
  }
}

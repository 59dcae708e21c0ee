package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.Exists;
import io.pixelated.streams.sigma.predicate.FieldPredicate;
import io.pixelated.streams.sigma.predicate.IsNull;
import io.pixelated.streams.sigma.predicate.ItemPredicates;
import io.pixelated.streams.sigma.predicate.Modifiers;
import io.pixelated.streams.sigma.predicate.ReferencesField;
import io.pixelated.streams.sigma.predicate.ValuePredicate;
import io.pixelated.streams.sigma.rule.Condition;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns a rule into a tree of {@link Test}s. */
final class RuleCompiler {

  private final Modifiers modifiers;
  private final FieldSlots slots;
  private final List<List<Anchor>> leaves = new ArrayList<>();
  private final Map<Integer, String> fields = new HashMap<>();

  private RuleCompiler(Modifiers modifiers, FieldSlots slots) {
    this.modifiers = modifiers;
    this.slots = slots;
  }

  static CompiledRule compile(
      DetectionRule rule, long order, Modifiers modifiers, FieldSlots slots) {
    RuleCompiler compiler = new RuleCompiler(modifiers, slots);
    Map<String, Test> selections = new HashMap<>();
    rule.selections()
        .forEach((name, selection) -> selections.put(name, compiler.compile(selection)));
    Test test = compile(rule.condition(), selections);
    return new CompiledRule(
        rule, order, test, test.requirements(), compiler.leaves, compiler.fields);
  }

  private static Test compile(Condition condition, Map<String, Test> selections) {
    if (condition instanceof Condition.Named named) {
      return selections.get(named.name());
    }
    if (condition instanceof Condition.Not not) {
      return BooleanTests.not(compile(not.part(), selections));
    }
    if (condition instanceof Condition.Quantified quantified) {
      List<Test> parts = quantified.names().stream().map(selections::get).toList();
      return quantified.all() ? BooleanTests.all(parts) : BooleanTests.any(parts);
    }
    if (condition instanceof Condition.And and) {
      return BooleanTests.all(and.parts().stream().map(part -> compile(part, selections)).toList());
    }
    return BooleanTests.any(
        ((Condition.Or) condition)
            .parts().stream().map(part -> compile(part, selections)).toList());
  }

  private Test compile(Selection selection) {
    if (selection instanceof Selection.AllOf all) {
      return BooleanTests.all(all.parts().stream().map(this::compile).toList());
    }
    if (selection instanceof Selection.AnyOf any) {
      return BooleanTests.any(any.parts().stream().map(this::compile).toList());
    }
    return compile((DetectionItem) selection);
  }

  private Test compile(DetectionItem item) {
    ItemPredicates predicates = modifiers.apply(item);
    Test test =
        predicates.all()
            ? BooleanTests.all(
                predicates.perValue().stream().map(value -> any(item, value)).toList())
            : any(item, predicates.perValue().stream().flatMap(List::stream).toList());
    return predicates.negated() ? BooleanTests.not(test) : test;
  }

  private Test any(DetectionItem item, List<FieldPredicate> predicates) {
    List<ValuePredicate> onValues = new ArrayList<>();
    List<Test> tests = new ArrayList<>();
    for (FieldPredicate predicate : predicates) {
      if (predicate instanceof ValuePredicate onValue) {
        onValues.add(onValue);
      } else {
        tests.add(onField(item.field().orElseThrow(), predicate));
      }
    }
    if (!onValues.isEmpty() && item.field().isPresent()) {
      addOnField(item.field().get(), onValues, tests);
    } else if (!onValues.isEmpty()) {
      tests.add(new KeywordTest(onValues));
    }
    return BooleanTests.any(tests);
  }

  /** What literals decide becomes a leaf of its own. */
  private void addOnField(String field, List<ValuePredicate> predicates, List<Test> tests) {
    int slot = slotOf(field);
    List<ValuePredicate> decided = new ArrayList<>();
    List<ValuePredicate> others = new ArrayList<>();
    for (ValuePredicate predicate : predicates) {
      (predicate.isDecidedByLiteral() ? decided : others).add(predicate);
    }
    if (!decided.isEmpty()) {
      tests.add(FieldTests.anyOf(slot, field, decided, leaves.size()));
      List<List<Anchor>> anchors = Anchor.ofAny(slot, decided);
      leaves.add(anchors.isEmpty() ? List.of() : anchors.get(0));
    }
    if (!others.isEmpty()) {
      tests.add(FieldTests.anyOf(slot, field, others, FieldTests.NO_ORDINAL));
    }
  }

  private Test onField(String field, FieldPredicate predicate) {
    int slot = slotOf(field);
    if (predicate instanceof Exists exists) {
      return new FieldTests.Present(slot, field, exists.expected());
    }
    if (predicate instanceof IsNull) {
      return new FieldTests.Null(slot);
    }
    ReferencesField reference = (ReferencesField) predicate;
    return new FieldTests.References(slot, field, slotOf(reference.other()), reference);
  }

  private int slotOf(String field) {
    int slot = slots.slotOf(field);
    fields.put(slot, field);
    return slot;
  }
}

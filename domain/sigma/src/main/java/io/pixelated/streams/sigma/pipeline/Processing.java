package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.rule.RuleValue;
import io.pixelated.streams.sigma.rule.SigmaRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What a chain of pipelines knows while it works on one rule. */
final class Processing {

  private final DraftRule rule;
  private final Map<String, List<String>> variables;
  private final Function<String, Optional<SigmaRule>> others;
  private final Map<String, RuleValue> state = new HashMap<>();
  private final Map<String, Set<String>> appliedToField = new HashMap<>();
  private final Set<String> mapped = new HashSet<>();
  private int conditions;

  Processing(
      DraftRule rule,
      Map<String, List<String>> variables,
      Function<String, Optional<SigmaRule>> others) {
    this.rule = rule;
    this.variables = variables;
    this.others = others;
  }

  DraftRule rule() {
    return rule;
  }

  /** The values of a variable; empty if no pipeline sets it. */
  Optional<List<String>> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  /** The rule that a correlation means by {@code reference}. */
  Optional<SigmaRule> other(String reference) {
    return others.apply(reference);
  }

  Map<String, RuleValue> state() {
    return state;
  }

  /** Notes that a mapping gave {@code field} other names, and which processing item did. */
  void renamed(String field, List<String> names, String id) {
    mapped.addAll(names);
    mapped.add(field);
    if (!names.equals(List.of(field))) {
      Set<String> ids = new HashSet<>(appliedToField.getOrDefault(field, Set.of()));
      ids.add(id);
      appliedToField.remove(field);
      names.forEach(name -> appliedToField.put(name, Set.copyOf(ids)));
    }
  }

  boolean wasRenamedBy(String field, String id) {
    return appliedToField.getOrDefault(field, Set.of()).contains(id);
  }

  /** Whether a mapping gave the rule this name. */
  boolean isMapped(String field) {
    return mapped.contains(field);
  }

  /** A name for an added condition that the rule does not use. */
  String freeName() {
    String name;
    do {
      name = "_cond_" + ++conditions;
    } while (rule.selections().containsKey(name));
    return name;
  }
}

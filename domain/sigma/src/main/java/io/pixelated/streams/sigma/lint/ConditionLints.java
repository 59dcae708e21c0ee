package io.pixelated.streams.sigma.lint;

import io.pixelated.streams.sigma.lint.Atoms.Relation;
import io.pixelated.streams.sigma.rule.Condition;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.Selection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Looks for conditions and selections that no event, or every event, satisfies, and for selections
 * without a say. What is too large to be proven is left alone.
 */
final class ConditionLints {

  private static final int MAX_VALUES = 200;

  /** Products whose events have one value per field, so that two values exclude each other. */
  private static final Set<String> SINGLE_VALUED = Set.of("windows", "linux", "macos");

  private final DetectionRule rule;
  private final Findings findings;
  private final ToIntFunction<String> lineOf;
  private final BooleanFunctions functions = new BooleanFunctions();
  private final Atoms atoms = new Atoms();
  private final Map<String, Integer> selections = new HashMap<>();

  private ConditionLints(DetectionRule rule, ToIntFunction<String> lineOf, Findings findings) {
    this.rule = rule;
    this.lineOf = lineOf;
    this.findings = findings;
  }

  /**
   * Adds what is wrong with {@code rule}.
   *
   * @param lineOf the line of a selection, or of {@code condition}
   */
  static void check(DetectionRule rule, ToIntFunction<String> lineOf, Findings findings) {
    ConditionLints lints = new ConditionLints(rule, lineOf, findings);
    Set<String> used = new HashSet<>();
    collect(rule.condition(), used);
    lints.unused(used);
    try {
      lints.prove(used);
    } catch (BooleanFunctions.TooLarge e) {
      // too large to be proven anything about
    }
  }

  private static void collect(Condition condition, Set<String> used) {
    if (condition instanceof Condition.Named named) {
      used.add(named.name());
    } else if (condition instanceof Condition.Quantified quantified) {
      used.addAll(quantified.names());
    } else if (condition instanceof Condition.Not not) {
      collect(not.part(), used);
    } else if (condition instanceof Condition.And and) {
      and.parts().forEach(part -> collect(part, used));
    } else if (condition instanceof Condition.Or or) {
      or.parts().forEach(part -> collect(part, used));
    }
  }

  private void unused(Set<String> used) {
    for (String name : rule.selections().keySet()) {
      if (!used.contains(name)) {
        findings.add(
            Lint.UNUSED_SELECTION,
            lineOf.applyAsInt(name),
            "the condition does not use selection '" + name + "'; use it or remove it");
      }
    }
  }

  private void prove(Set<String> used) {
    rule.selections().forEach((name, selection) -> selections.put(name, function(selection)));
    int plain = function(rule.condition(), selections);
    List<Relation> relations = isSingleValued() ? atoms.relations() : List.of();
    int possible = possible(relations);
    int verdict = functions.and(possible, plain);
    int line = lineOf.applyAsInt("condition");
    if (verdict == BooleanFunctions.FALSE) {
      findings.add(
          Lint.NEVER_TRUE, line, "no event can satisfy the condition: " + why(plain, relations));
      return;
    }
    if (functions.and(possible, functions.not(plain)) == BooleanFunctions.FALSE) {
      findings.add(
          Lint.ALWAYS_TRUE,
          line,
          "every event of the log source satisfies the condition; say what is looked for");
      return;
    }
    for (String name : rule.selections().keySet()) {
      if (used.contains(name)) {
        proveSelection(name, possible, verdict, relations);
      }
    }
  }

  private void proveSelection(String name, int possible, int verdict, List<Relation> relations) {
    int own = selections.get(name);
    int line = lineOf.applyAsInt(name);
    if (functions.and(possible, own) == BooleanFunctions.FALSE) {
      findings.add(
          Lint.NEVER_TRUE,
          line,
          "no event can satisfy selection '" + name + "': " + why(own, relations));
    } else if (functions.and(possible, functions.not(own)) == BooleanFunctions.FALSE) {
      findings.add(
          Lint.ALWAYS_TRUE, line, "every event satisfies selection '" + name + "'; remove it");
    } else if (replaced(name, BooleanFunctions.TRUE, possible) == verdict) {
      findings.add(
          Lint.IDLE_SELECTION,
          line,
          "selection '" + name + "' holds wherever the rest of the condition does; remove it");
    } else if (replaced(name, BooleanFunctions.FALSE, possible) == verdict) {
      findings.add(
          Lint.IDLE_SELECTION,
          line,
          "selection '" + name + "' adds nothing to the rest of the condition; remove it");
    }
  }

  private int replaced(String name, int by, int possible) {
    Map<String, Integer> changed = new HashMap<>(selections);
    changed.put(name, by);
    return functions.and(possible, function(rule.condition(), changed));
  }

  private String why(int plain, List<Relation> relations) {
    if (plain == BooleanFunctions.FALSE) {
      return "it asks for something and for its opposite; correct it";
    }
    Optional<Relation> culprit =
        relations.stream()
            .filter(Relation::exclusive)
            .filter(
                relation ->
                    functions.and(plain, possible(List.of(relation))) == BooleanFunctions.FALSE)
            .findFirst();
    return culprit
            .map(relation -> relation.field() + " cannot be " + relation.values() + " at once")
            .orElse("its values exclude each other")
        + "; correct them, or join them with or";
  }

  private boolean isSingleValued() {
    return rule.logSource().product().filter(SINGLE_VALUED::contains).isPresent();
  }

  private int possible(List<Relation> relations) {
    int possible = BooleanFunctions.TRUE;
    for (Relation relation : relations) {
      int first = functions.variable(relation.first());
      int second = functions.variable(relation.second());
      int clause =
          relation.exclusive()
              ? functions.not(functions.and(first, second))
              : functions.or(functions.not(first), second);
      possible = functions.and(possible, clause);
    }
    return possible;
  }

  private int function(Condition condition, Map<String, Integer> named) {
    if (condition instanceof Condition.Named one) {
      return named.get(one.name());
    }
    if (condition instanceof Condition.Not not) {
      return functions.not(function(not.part(), named));
    }
    if (condition instanceof Condition.Quantified quantified) {
      List<Integer> parts = quantified.names().stream().map(named::get).toList();
      return quantified.all() ? all(parts) : any(parts);
    }
    if (condition instanceof Condition.And and) {
      return all(and.parts().stream().map(part -> function(part, named)).toList());
    }
    return any(
        ((Condition.Or) condition).parts().stream().map(part -> function(part, named)).toList());
  }

  private int function(Selection selection) {
    if (selection instanceof Selection.AllOf all) {
      return all(all.parts().stream().map(this::function).toList());
    }
    if (selection instanceof Selection.AnyOf any) {
      return any(any.parts().stream().map(this::function).toList());
    }
    return function((DetectionItem) selection);
  }

  private int function(DetectionItem item) {
    int f;
    if (item.values().size() > MAX_VALUES) {
      f = functions.variable(atoms.number(item, item.values()));
    } else {
      List<Integer> parts =
          item.values().stream()
              .map(value -> functions.variable(atoms.number(item, List.of(value))))
              .toList();
      f = item.modifiers().contains(Modifier.ALL) ? all(parts) : any(parts);
    }
    return item.modifiers().contains(Modifier.NEQ) ? functions.not(f) : f;
  }

  /** From the last to the first, so that diagrams grow at their top. */
  private int all(List<Integer> parts) {
    int f = BooleanFunctions.TRUE;
    for (int i = parts.size() - 1; i >= 0; i--) {
      f = functions.and(parts.get(i), f);
    }
    return f;
  }

  private int any(List<Integer> parts) {
    int f = BooleanFunctions.FALSE;
    for (int i = parts.size() - 1; i >= 0; i--) {
      f = functions.or(parts.get(i), f);
    }
    return f;
  }
}

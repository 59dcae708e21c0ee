package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.Frame;
import io.pixelated.streams.correlation.Grouping;
import io.pixelated.streams.events.RuleRef;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * A correlation or sequence by itself: all that it says, with the rules that it refers to found,
 * before it is known what these mean and what others need of it.
 *
 * @param ref the rule as its alerts name it
 * @param rules keys of the rules that it refers to, in its own order, each once
 * @param grouping how events fall into groups
 * @param valueFields the fields whose combined value is counted, or whose number is taken
 * @param conditionFields the fields that its condition compares between events, as it calls them
 * @param timespan in milliseconds
 * @param suppress in milliseconds
 * @param selection canonical text of what decides, beside grouping, value fields and rules, which
 *     events it takes
 * @param condition canonical text of the rest of what decides what it fires on, beside timespan and
 *     suppress
 * @param finish makes the correlation of it
 */
record Form(
    RuleRef ref,
    List<String> rules,
    Grouping grouping,
    List<String> valueFields,
    List<String> conditionFields,
    long timespan,
    long suppress,
    String selection,
    String condition,
    Function<Frame, Correlation> finish) {
  Form {
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(grouping, "grouping");
    Objects.requireNonNull(selection, "selection");
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(finish, "finish");
    rules = List.copyOf(new LinkedHashSet<>(rules));
    valueFields = List.copyOf(valueFields);
    conditionFields = List.copyOf(conditionFields);
  }

  String key() {
    return ref.id();
  }

  /**
   * The fields that it looks at in events of {@code rule}, as these call them.
   *
   * @param carried what its events have to bring along
   */
  Set<String> needs(String rule, Set<String> carried) {
    Set<String> needs = new LinkedHashSet<>();
    for (List<String> names : List.of(grouping.fields(), valueFields, List.copyOf(carried))) {
      names.forEach(name -> needs.add(grouping.field(name, rule)));
    }
    return needs;
  }
}

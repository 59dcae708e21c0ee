package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.rule.CorrelationCondition.Expression;
import io.pixelated.streams.sigma.rule.CorrelationRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Whether the aliases and the expression of a correlation name only rules that it lists: each by id
 * or by name, whichever the list has.
 */
public final class CorrelationNames {

  private CorrelationNames() {}

  /**
   * Adds what is wrong with {@code rule}, whose listed rules are all there.
   *
   * @param find the one object that stands for the rule of an id or name; null if there is none
   */
  public static void check(
      CorrelationRule rule, Function<String, ?> find, Collection<Problem> problems) {
    Set<Object> listed = Collections.newSetFromMap(new IdentityHashMap<>());
    for (String reference : rule.rules()) {
      Object found = find.apply(reference);
      if (found != null) {
        listed.add(found);
      }
    }
    int line = rule.metadata().source().line();
    rule.aliases()
        .forEach(
            (alias, fields) -> {
              Set<Object> known = Collections.newSetFromMap(new IdentityHashMap<>());
              for (String reference : fields.keySet()) {
                String who = "alias '" + alias + "' mentions rule '" + reference + "'";
                Object found = find.apply(reference);
                if (!rule.rules().contains(reference) && !listed.contains(found)) {
                  problems.add(new Problem(line, who + unlisted(reference, rule)));
                } else if (found != null && !known.add(found)) {
                  problems.add(
                      new Problem(line, who + " twice, by id and by name; give it one field"));
                }
              }
            });
    if (rule.condition().isPresent() && rule.condition().get() instanceof Expression expression) {
      for (String reference : expression.condition().mentioned().distinct().toList()) {
        Object found = find.apply(reference);
        if (!rule.rules().contains(reference) && !listed.contains(found)) {
          problems.add(
              new Problem(
                  line,
                  "the condition names rule '" + reference + "'" + unlisted(reference, rule)));
        }
      }
    }
  }

  private static String unlisted(String reference, CorrelationRule rule) {
    List<String> listed = new ArrayList<>(rule.rules());
    String remedy = Suggestion.didYouMean(reference, listed);
    return ", which is not among 'rules'" + (remedy.isEmpty() ? "; add it there" : remedy);
  }
}

package io.pixelated.streams.bench.sigma.linearity;

import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.RuleValue;
import io.pixelated.streams.sigma.rule.Selection;
import java.util.ArrayList;
import java.util.List;

/** What rules look for, so that events can be full of it. */
final class Literals {
  private static final String KEYWORDS = "";

  private final List<Sought> sought = new ArrayList<>();

  /**
   * A text of a rule.
   *
   * @param field empty for keywords
   */
  record Sought(String field, String text, boolean regex) {}

  Literals(List<DetectionRule> rules) {
    rules.forEach(rule -> rule.selections().values().forEach(this::collect));
  }

  /** The texts that rules look for in a field, without wildcards. */
  List<String> in(String field) {
    return sought.stream()
        .filter(s -> !s.regex() && s.field().equals(field))
        .map(s -> s.text().replaceAll("[*?]", " ").strip())
        .distinct()
        .toList();
  }

  List<String> keywords() {
    return in(KEYWORDS);
  }

  List<Sought> regexes() {
    return sought.stream().filter(Sought::regex).distinct().toList();
  }

  /** For every text with a wildcard inside, all of it but what follows the last wildcard. */
  List<String> nearMisses() {
    return sought.stream()
        .filter(s -> !s.regex() && s.text().indexOf('*', 1) > 0)
        .map(s -> s.text().replaceAll("\\*[^*]+\\*?$", "").replace("*", " "))
        .filter(s -> !s.isBlank())
        .distinct()
        .toList();
  }

  private void collect(Selection selection) {
    if (selection instanceof Selection.AllOf all) {
      all.parts().forEach(this::collect);
    } else if (selection instanceof Selection.AnyOf any) {
      any.parts().forEach(this::collect);
    } else if (selection instanceof DetectionItem item) {
      for (RuleValue value : item.values()) {
        if (value instanceof RuleValue.Text text && !text.raw().isBlank()) {
          boolean regex = item.modifiers().contains(Modifier.RE);
          sought.add(new Sought(item.field().orElse(KEYWORDS), text.raw(), regex));
        }
      }
    }
  }
}

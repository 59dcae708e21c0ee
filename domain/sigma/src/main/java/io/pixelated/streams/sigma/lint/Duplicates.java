package io.pixelated.streams.sigma.lint;

import io.pixelated.streams.sigma.rule.Condition;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.LogSource;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.RuleValue;
import io.pixelated.streams.sigma.rule.Selection;
import io.pixelated.streams.sigma.rule.SigmaRule;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells rules that were there before under another id. */
final class Duplicates {

  private final Map<String, String> titles = new HashMap<>();
  private final Map<Meaning, String> meanings = new HashMap<>();

  /** What a rule looks for, wherever it was written. */
  private record Meaning(
      LogSource logSource, Map<String, Object> selections, Condition condition) {}

  /** What a line asks, wherever it was written. */
  private record Line(String field, List<Modifier> modifiers, Set<RuleValue> values) {}

  void check(String file, YamlMap document, SigmaRule rule, Findings findings) {
    String here = file + ":" + document.line();
    if (document.get("title") instanceof YamlScalar title) {
      String first = titles.putIfAbsent(title.text().strip().toLowerCase(Locale.ROOT), here);
      if (first != null) {
        findings.add(
            Lint.DUPLICATE_TITLE,
            document.lineOf("title"),
            "the rule at " + first + " has the same title; say how this one differs");
      }
    }
    if (rule instanceof DetectionRule detection) {
      String first = meanings.putIfAbsent(meaning(detection), here);
      if (first != null) {
        findings.add(
            Lint.DUPLICATE_DETECTION,
            document.lineOf("detection"),
            "the rule at " + first + " looks for the same; remove one");
      }
    }
  }

  private static Meaning meaning(DetectionRule rule) {
    Map<String, Object> selections = new LinkedHashMap<>();
    rule.selections().forEach((name, selection) -> selections.put(name, plain(selection)));
    return new Meaning(rule.logSource(), selections, rule.condition());
  }

  private static Object plain(Selection selection) {
    if (selection instanceof Selection.AllOf all) {
      return Set.of("all", Set.copyOf(all.parts().stream().map(Duplicates::plain).toList()));
    }
    if (selection instanceof Selection.AnyOf any) {
      return Set.of("any", Set.copyOf(any.parts().stream().map(Duplicates::plain).toList()));
    }
    DetectionItem item = (DetectionItem) selection;
    return new Line(item.field().orElse(""), item.modifiers(), Set.copyOf(item.values()));
  }
}

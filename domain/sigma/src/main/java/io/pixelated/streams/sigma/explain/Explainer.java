package io.pixelated.streams.sigma.explain;

import io.pixelated.streams.sigma.explain.Explanation.All;
import io.pixelated.streams.sigma.explain.Explanation.Any;
import io.pixelated.streams.sigma.explain.Explanation.Leaf;
import io.pixelated.streams.sigma.explain.Explanation.Named;
import io.pixelated.streams.sigma.explain.Explanation.Node;
import io.pixelated.streams.sigma.explain.Explanation.Not;
import io.pixelated.streams.sigma.explain.Explanation.Seen;
import io.pixelated.streams.sigma.explain.Explanation.Wanted;
import io.pixelated.streams.sigma.match.EventView;
import io.pixelated.streams.sigma.match.RuleMatch;
import io.pixelated.streams.sigma.match.RuleSet;
import io.pixelated.streams.sigma.match.ValueKind;
import io.pixelated.streams.sigma.predicate.Placeholders;
import io.pixelated.streams.sigma.rule.Condition;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.LogSource;
import io.pixelated.streams.sigma.rule.Metadata;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.RuleValue;
import io.pixelated.streams.sigma.rule.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Explains the verdicts of one rule. Each line of the rule, and each of its values, is compiled as
 * a rule of its own and put to the event by the engine itself, so that an explanation cannot differ
 * from matching. Immutable and safe for threads.
 */
public final class Explainer {

  private static final int MAX_VALUES = 200;
  private static final LogSource ANY =
      new LogSource(Optional.empty(), Optional.empty(), Optional.empty());

  private final DetectionRule rule;
  private final IdentityHashMap<DetectionItem, Integer> numbers = new IdentityHashMap<>();
  private final RuleSet lines;

  private Explainer(DetectionRule rule, Placeholders placeholders) {
    this.rule = rule;
    List<DetectionRule> parts = new ArrayList<>();
    rule.selections().values().forEach(selection -> split(selection, parts));
    this.lines = RuleSet.of(parts, placeholders);
  }

  public static Explainer of(DetectionRule rule) {
    return of(rule, Placeholders.NONE);
  }

  /**
   * An explainer of {@code rule}.
   *
   * @param placeholders the values the rule was loaded with
   */
  public static Explainer of(DetectionRule rule, Placeholders placeholders) {
    return new Explainer(rule, placeholders);
  }

  /** What the rule makes of {@code event}, and why. */
  public Explanation explain(EventView event) {
    Map<String, RuleMatch> held = new HashMap<>();
    lines.match(event).forEach(match -> held.put(match.rule().key(), match));
    Map<String, Node> selections = new HashMap<>();
    rule.selections()
        .forEach((name, selection) -> selections.put(name, node(selection, event, held)));
    return new Explanation(
        rule,
        event.logSources(),
        event.logSources().include(rule.logSource()),
        node(rule.condition(), name -> new Named(name, selections.get(name))));
  }

  private void split(Selection selection, List<DetectionRule> parts) {
    if (selection instanceof Selection.AllOf all) {
      all.parts().forEach(part -> split(part, parts));
    } else if (selection instanceof Selection.AnyOf any) {
      any.parts().forEach(part -> split(part, parts));
    } else {
      DetectionItem item = (DetectionItem) selection;
      int number = numbers.size();
      if (numbers.putIfAbsent(item, number) == null) {
        parts.add(alone(String.valueOf(number), item));
        for (int i = 0; i < Math.min(item.values().size(), MAX_VALUES); i++) {
          parts.add(alone(number + "." + i, single(item, i)));
        }
      }
    }
  }

  private static DetectionItem single(DetectionItem item, int value) {
    return new DetectionItem(
        item.field(),
        item.modifiers().stream().filter(m -> m != Modifier.ALL && m != Modifier.NEQ).toList(),
        List.of(item.values().get(value)),
        item.line());
  }

  /** A rule of nothing but one line, for events of any log source. */
  private DetectionRule alone(String key, DetectionItem item) {
    Metadata metadata = Metadata.of(rule.metadata().source(), key);
    return new DetectionRule(metadata, ANY, Map.of(key, item), new Condition.Named(key));
  }

  private static Node node(Condition condition, Function<String, Node> selections) {
    if (condition instanceof Condition.Named named) {
      return selections.apply(named.name());
    }
    if (condition instanceof Condition.Not not) {
      return new Not(node(not.part(), selections));
    }
    if (condition instanceof Condition.Quantified quantified) {
      List<Node> parts = quantified.names().stream().map(selections).toList();
      String label = (quantified.all() ? "all of " : "1 of ") + quantified.pattern();
      return quantified.all() ? new All(label, parts) : new Any(label, parts);
    }
    if (condition instanceof Condition.And and) {
      return new All("", and.parts().stream().map(part -> node(part, selections)).toList());
    }
    List<Condition> parts = ((Condition.Or) condition).parts();
    return new Any("", parts.stream().map(part -> node(part, selections)).toList());
  }

  private Node node(Selection selection, EventView event, Map<String, RuleMatch> held) {
    if (selection instanceof Selection.AllOf all) {
      return new All("", all.parts().stream().map(part -> node(part, event, held)).toList());
    }
    if (selection instanceof Selection.AnyOf any) {
      return new Any("", any.parts().stream().map(part -> node(part, event, held)).toList());
    }
    return leaf((DetectionItem) selection, event, held);
  }

  private Leaf leaf(DetectionItem item, EventView event, Map<String, RuleMatch> held) {
    int number = numbers.get(item);
    List<Wanted> wanted = new ArrayList<>();
    for (int i = 0; i < Math.min(item.values().size(), MAX_VALUES); i++) {
      wanted.add(
          new Wanted(
              written(item, item.values().get(i), event), held.containsKey(number + "." + i)));
    }
    RuleMatch match = held.get(String.valueOf(number));
    boolean present =
        item.field().map(field -> event.layout().values(field) != null).orElse(event.size() > 0);
    List<Seen> seen =
        item.field().map(field -> seen(field, event, match)).orElseGet(() -> seenKeywords(match));
    return new Leaf(
        match != null,
        item.field(),
        item.modifiers().stream().map(Modifier::spelling).toList(),
        wanted,
        item.values().size(),
        present,
        seen);
  }

  private static List<Seen> seen(String field, EventView event, RuleMatch match) {
    int[] values = event.layout().values(field);
    List<String> counting =
        match == null ? List.of() : match.fields().getOrDefault(field, List.of());
    List<Seen> seen = new ArrayList<>();
    if (values != null) {
      for (int value : values) {
        ValueKind kind = event.kind(value);
        String text = kind == ValueKind.NULL ? "" : event.text(value);
        seen.add(new Seen(event.layout().name(value), kind, text, counting.contains(text)));
      }
    }
    return seen;
  }

  private static List<Seen> seenKeywords(RuleMatch match) {
    List<Seen> seen = new ArrayList<>();
    if (match != null) {
      match
          .fields()
          .forEach(
              (name, texts) ->
                  texts.forEach(text -> seen.add(new Seen(name, ValueKind.TEXT, text, true))));
    }
    return seen;
  }

  private static String written(DetectionItem item, RuleValue value, EventView event) {
    if (value instanceof RuleValue.Text text) {
      return item.modifiers().contains(Modifier.FIELDREF)
          ? "the value of " + text.raw() + valuesOf(text.raw(), event)
          : "'" + text.raw() + "'";
    }
    if (value instanceof RuleValue.Numeric number) {
      return number.value().toPlainString();
    }
    return value instanceof RuleValue.Bool bool ? Boolean.toString(bool.value()) : "null";
  }

  private static String valuesOf(String field, EventView event) {
    List<Seen> seen = seen(field, event, null);
    return seen.isEmpty()
        ? " (absent)"
        : " ("
            + String.join(", ", seen.stream().map(each -> "'" + each.text() + "'").toList())
            + ")";
  }
}

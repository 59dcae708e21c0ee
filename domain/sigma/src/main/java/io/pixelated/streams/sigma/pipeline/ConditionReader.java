package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.load.ConditionParser;
import io.pixelated.streams.sigma.load.InvalidCondition;
import io.pixelated.streams.sigma.load.Keys;
import io.pixelated.streams.sigma.load.Problems;
import io.pixelated.streams.sigma.load.Suggestion;
import io.pixelated.streams.sigma.pipeline.RuleAttribute.Operation;
import io.pixelated.streams.sigma.rule.Condition;
import io.pixelated.streams.sigma.yaml.YamlList;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the conditions of processing items: rule, detection item and field name conditions. */
final class ConditionReader {

  private static final String TYPE = "type";

  /** A type of condition: the parameters it knows, and how it is made of them. */
  private record Kind<C>(Set<String> parameters, Function<Parameters, C> read) {}

  private static final Set<String> STATE = Set.of("key", "val", "value", "op");

  private static final Map<String, Kind<RuleCondition>> RULE =
      Map.of(
          "logsource",
              new Kind<>(
                  Set.of("category", "product", "service"),
                  p -> new RuleCondition.OfLogSource(p.logSource())),
          "contains_field",
              new Kind<>(
                  Set.of("field"), p -> new RuleCondition.ContainsField(p.requiredText("field"))),
          "contains_detection_item",
              new Kind<>(
                  Set.of("field", "value"),
                  p -> new RuleCondition.ContainsItem(p.requiredText("field"), p.value("value"))),
          "processing_item_applied",
              new Kind<>(
                  Set.of("processing_item_id"),
                  p -> new RuleCondition.ItemApplied(p.requiredText("processing_item_id"))),
          "processing_state", new Kind<>(STATE, ConditionReader::state),
          "is_sigma_rule", new Kind<>(Set.of(), p -> new RuleCondition.IsCorrelation(false)),
          "is_sigma_correlation_rule",
              new Kind<>(Set.of(), p -> new RuleCondition.IsCorrelation(true)),
          "rule_attribute",
              new Kind<>(Set.of("attribute", "value", "op"), ConditionReader::attribute),
          "tag", new Kind<>(Set.of("tag"), p -> new RuleCondition.HasTag(p.requiredText("tag"))));

  private static final Map<String, Kind<ItemCondition>> ITEM =
      Map.of(
          "match_string",
              new Kind<>(
                  Set.of("cond", "pattern", "negate"),
                  p ->
                      ofValues(
                          p,
                          new ItemCondition.MatchesString(p.regex("pattern"), !p.flag("negate")))),
          "match_value",
              new Kind<>(
                  Set.of("cond", "value"),
                  p -> ofValues(p, new ItemCondition.Equals(p.value("value")))),
          "contains_wildcard",
              new Kind<>(Set.of("cond"), p -> ofValues(p, new ItemCondition.HasWildcard())),
          "is_null", new Kind<>(Set.of("cond"), p -> ofValues(p, new ItemCondition.IsNullValue())),
          "processing_item_applied",
              new Kind<>(
                  Set.of("processing_item_id"),
                  p -> new ItemCondition.ItemApplied(p.requiredText("processing_item_id"))),
          "processing_state", new Kind<>(STATE, ConditionReader::state));

  private static final Map<String, Kind<FieldCondition>> FIELD =
      Map.of(
          "include_fields", new Kind<>(Set.of("fields", "mode"), p -> fields(p, true)),
          "exclude_fields", new Kind<>(Set.of("fields", "mode"), p -> fields(p, false)),
          "processing_item_applied",
              new Kind<>(
                  Set.of("processing_item_id"),
                  p -> new FieldCondition.RenamedBy(p.requiredText("processing_item_id"))),
          "processing_state", new Kind<>(STATE, ConditionReader::state));

  /** The keys of a processing item that this reads. */
  static final Set<String> KEYS = keys();

  private final Problems problems;

  ConditionReader(Problems problems) {
    this.problems = problems;
  }

  ConditionSet<RuleCondition> ruleConditions(YamlMap item) {
    return read(item, "rule", RULE);
  }

  ConditionSet<ItemCondition> itemConditions(YamlMap item) {
    return read(item, "detection_item", ITEM);
  }

  ConditionSet<FieldCondition> fieldConditions(YamlMap item) {
    return read(item, "field_name", FIELD);
  }

  private static Set<String> keys() {
    Set<String> keys = new HashSet<>();
    for (String level : List.of("rule", "detection_item", "field_name")) {
      keys.add(level + "_conditions");
      for (String suffix : List.of("_op", "_not", "_negation", "_expr", "_expression")) {
        keys.add(level + "_cond" + suffix);
      }
    }
    return Set.copyOf(keys);
  }

  private <C> ConditionSet<C> read(YamlMap item, String level, Map<String, Kind<C>> kinds) {
    String key = level + "_conditions";
    Keys keys = new Keys(item, problems);
    Map<String, C> conditions = new LinkedHashMap<>();
    Optional<YamlNode> node = keys.node(key);
    boolean named = node.orElse(null) instanceof YamlMap;
    if (node.orElse(null) instanceof YamlMap map) {
      map.entries()
          .forEach(
              (name, each) -> condition(each, key, kinds).ifPresent(c -> conditions.put(name, c)));
    } else if (node.orElse(null) instanceof YamlList list) {
      int number = 0;
      for (YamlNode each : list.items()) {
        String name = String.valueOf(++number);
        condition(each, key, kinds).ifPresent(c -> conditions.put(name, c));
      }
    } else if (node.isPresent()) {
      problems.add(
          node.get().line(),
          "'" + key + "' is " + node.get().describe() + " but must be a list or a mapping");
    }
    boolean negated =
        keys.flag(level + "_cond_not", false) || keys.flag(level + "_cond_negation", false);
    if (conditions.isEmpty()) {
      return ConditionSet.none();
    }
    return new ConditionSet<>(
        conditions, link(item, keys, level, conditions.keySet(), named), negated);
  }

  private Condition link(YamlMap item, Keys keys, String level, Set<String> names, boolean named) {
    String opKey = level + "_cond_op";
    Optional<String> expression =
        keys.text(level + "_cond_expr").or(() -> keys.text(level + "_cond_expression"));
    Optional<String> op = keys.text(opKey).map(text -> text.toLowerCase(Locale.ROOT));
    if (op.isPresent() && !Set.of("and", "or").contains(op.get())) {
      problems.add(item.lineOf(opKey), "'" + opKey + ": " + op.get() + "' must be 'and' or 'or'");
    }
    List<Condition> parts = new ArrayList<>();
    names.forEach(name -> parts.add(new Condition.Named(name)));
    Condition linked =
        op.equals(Optional.of("or")) ? new Condition.Or(parts) : new Condition.And(parts);
    if (expression.isEmpty()) {
      return linked;
    }
    int line = item.lineOf(level + "_cond_expr");
    if (op.isPresent() || !named) {
      problems.add(
          line,
          op.isPresent()
              ? "'" + level + "_cond_expr' and '" + opKey + "' exclude each other; keep one"
              : "'"
                  + level
                  + "_cond_expr' needs conditions with names; write '"
                  + level
                  + "_conditions' as a mapping");
      return linked;
    }
    return expression(expression.get(), names, line).orElse(linked);
  }

  private Optional<Condition> expression(String text, Set<String> names, int line) {
    try {
      Condition parsed = ConditionParser.parse("condition", names, text);
      Set<String> unused = new HashSet<>(names);
      unused.removeAll(named(parsed));
      if (!unused.isEmpty()) {
        problems.add(
            line,
            "the expression does not use " + String.join(", ", unused) + "; use or remove them");
      }
      return Optional.of(parsed);
    } catch (InvalidCondition e) {
      problems.add(line, e.getMessage());
      return Optional.empty();
    }
  }

  private static Set<String> named(Condition condition) {
    Set<String> names = new HashSet<>();
    if (condition instanceof Condition.Named named) {
      names.add(named.name());
    } else if (condition instanceof Condition.Quantified quantified) {
      names.addAll(quantified.names());
    } else if (condition instanceof Condition.Not not) {
      names.addAll(named(not.part()));
    } else {
      (condition instanceof Condition.And and ? and.parts() : ((Condition.Or) condition).parts())
          .forEach(part -> names.addAll(named(part)));
    }
    return names;
  }

  private <C> Optional<C> condition(YamlNode node, String where, Map<String, Kind<C>> kinds) {
    if (!(node instanceof YamlMap map)) {
      problems.add(node.line(), "a condition must be a mapping, not " + node.describe());
      return Optional.empty();
    }
    Keys keys = new Keys(map, problems);
    Optional<String> type = keys.requiredText(TYPE);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    Kind<C> kind = kinds.get(type.get());
    if (kind == null) {
      problems.add(
          map.lineOf(TYPE),
          "unknown type '"
              + type.get()
              + "' in "
              + where
              + Suggestion.didYouMean(type.get(), kinds.keySet()));
      return Optional.empty();
    }
    Set<String> known = new HashSet<>(kind.parameters);
    known.add(TYPE);
    keys.onlyKnown("condition '" + type.get() + "'", known);
    return Optional.of(kind.read.apply(new Parameters(map, problems)));
  }

  /** How many of an item's values must satisfy a test. */
  private enum Quantity {
    ANY,
    ALL
  }

  private static ItemCondition ofValues(Parameters p, ItemCondition.ValueTest test) {
    return new ItemCondition.OfValues(
        p.requiredConstant("cond", Quantity.values()) == Quantity.ALL, test);
  }

  private static StateCondition state(Parameters p) {
    return new StateCondition(
        p.requiredText("key"),
        p.value(p.has("val") ? "val" : "value"),
        p.constant("op", Operation.values(), Operation.EQ));
  }

  private static RuleCondition attribute(Parameters p) {
    RuleAttribute attribute =
        new RuleAttribute(
            p.requiredText("attribute"),
            p.value("value"),
            p.constant("op", Operation.values(), Operation.EQ));
    attribute.problem().ifPresent(problem -> p.wrong("value", problem));
    return attribute;
  }

  /** How {@code fields} are compared. */
  private enum Mode {
    PLAIN,
    RE
  }

  private static FieldCondition fields(Parameters p, boolean expected) {
    List<String> fields = p.requiredTexts("fields");
    return p.constant("mode", Mode.values(), Mode.PLAIN) == Mode.PLAIN
        ? new FieldCondition.Listed(Set.copyOf(fields), expected)
        : new FieldCondition.Matching(
            fields.stream().map(each -> p.regex("fields", each)).toList(), expected);
  }
}

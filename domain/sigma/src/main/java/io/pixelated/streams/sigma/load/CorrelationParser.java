package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.rule.Comparison;
import io.pixelated.streams.sigma.rule.CorrelationCondition;
import io.pixelated.streams.sigma.rule.CorrelationCondition.Bound;
import io.pixelated.streams.sigma.rule.CorrelationRule;
import io.pixelated.streams.sigma.rule.CorrelationType;
import io.pixelated.streams.sigma.rule.Metadata;
import io.pixelated.streams.sigma.rule.Timespan;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads correlation rules. */
final class CorrelationParser {

  private static final Set<String> KEYS =
      Set.of("type", "rules", "group-by", "timespan", "condition", "aliases", "generate");
  private static final Set<String> CONDITION_KEYS =
      Set.of("gt", "gte", "lt", "lte", "eq", "neq", "field", "percentile");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Problems problems;

  private CorrelationParser(Problems problems) {
    this.problems = problems;
  }

  /** Empty if something is wrong, which has been noted. */
  static Optional<CorrelationRule> parse(String file, YamlMap document, Problems problems) {
    Metadata metadata = MetadataParser.parse(file, document, problems);
    return new Keys(document, problems)
        .requiredMap("correlation")
        .flatMap(
            correlation -> new CorrelationParser(problems).parse(metadata, document, correlation));
  }

  private Optional<CorrelationRule> parse(
      Metadata metadata, YamlMap document, YamlMap correlation) {
    Keys keys = new Keys(correlation, problems);
    keys.onlyKnown("correlation", KEYS);
    keys.requiredNode("type");
    Optional<CorrelationType> type = keys.constant("type", CorrelationType.values());
    keys.requiredNode("rules");
    List<String> rules = keys.textsOrOne("rules");
    if (rules.isEmpty() && keys.node("rules").isPresent()) {
      problems.add(correlation.lineOf("rules"), "'rules' is empty; name the rules to correlate");
    }
    Optional<Timespan> timespan = timespan(keys, correlation);
    Map<String, Map<String, String>> aliases = aliases(keys, rules);
    boolean generate = keys.flag("generate", new Keys(document, problems).flag("generate", false));
    Optional<CorrelationCondition> condition =
        type.flatMap(t -> condition(t, keys, correlation, rules));
    if (!problems.isEmpty() || type.isEmpty() || timespan.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new CorrelationRule(
            metadata,
            type.get(),
            rules,
            keys.textsOrOne("group-by"),
            timespan.get(),
            aliases,
            condition,
            generate));
  }

  private Optional<Timespan> timespan(Keys keys, YamlMap correlation) {
    Optional<String> text = keys.requiredText("timespan");
    Optional<Timespan> timespan = text.flatMap(Timespan::parse);
    if (text.isPresent() && timespan.isEmpty()) {
      problems.add(
          correlation.lineOf("timespan"),
          "timespan '"
              + text.get()
              + "' must be a number and one of s, m, h, d, w, M, y, like 15m");
    }
    return timespan;
  }

  private Map<String, Map<String, String>> aliases(Keys keys, List<String> rules) {
    Map<String, Map<String, String>> aliases = new LinkedHashMap<>();
    keys.map("aliases")
        .ifPresent(
            map -> {
              for (String alias : map.entries().keySet()) {
                new Keys(map, problems)
                    .requiredMap(alias)
                    .ifPresent(fields -> aliases.put(alias, alias(alias, fields, rules)));
              }
            });
    return aliases;
  }

  private Map<String, String> alias(String alias, YamlMap fields, List<String> rules) {
    Map<String, String> perRule = new LinkedHashMap<>();
    for (String rule : fields.entries().keySet()) {
      new Keys(fields, problems).requiredText(rule).ifPresent(field -> perRule.put(rule, field));
      if (!rules.contains(rule)) {
        problems.add(
            fields.lineOf(rule),
            "alias '"
                + alias
                + "' mentions rule '"
                + rule
                + "', which is not among 'rules'"
                + Suggestion.didYouMean(rule, rules));
      }
    }
    return perRule;
  }

  private Optional<CorrelationCondition> condition(
      CorrelationType type, Keys keys, YamlMap correlation, List<String> rules) {
    Optional<YamlNode> node =
        type.isTemporal() ? keys.node("condition") : keys.requiredNode("condition");
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof YamlMap map) {
      return threshold(type, map);
    }
    if (node.get() instanceof YamlScalar scalar && type.isTemporal()) {
      return expression(scalar, rules);
    }
    problems.add(
        correlation.lineOf("condition"),
        "the condition of " + type.spelling() + " must be a mapping like {gte: 10}");
    return Optional.empty();
  }

  private Optional<CorrelationCondition> expression(YamlScalar scalar, List<String> rules) {
    try {
      return Optional.of(
          new CorrelationCondition.Expression(
              ConditionParser.parse("rule", new LinkedHashSet<>(rules), scalar.text())));
    } catch (InvalidCondition e) {
      problems.add(scalar.line(), e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<CorrelationCondition> threshold(CorrelationType type, YamlMap map) {
    Keys keys = new Keys(map, problems);
    keys.onlyKnown("the correlation's condition", CONDITION_KEYS);
    List<Bound> bounds = new ArrayList<>();
    for (Comparison comparison : Comparison.values()) {
      number(map, comparison.spelling())
          .ifPresent(limit -> bounds.add(new Bound(comparison, limit)));
    }
    if (bounds.isEmpty()) {
      problems.add(map.line(), "the condition needs one of gt, gte, lt, lte, eq, neq");
    }
    List<String> fields = keys.textsOrOne("field");
    if (type.needsField() && fields.isEmpty()) {
      problems.add(map.line(), type.spelling() + " needs a 'field' in its condition");
    }
    if (!type.needsField() && !fields.isEmpty()) {
      problems.add(
          map.lineOf("field"),
          type.spelling() + " counts events and takes no 'field'; use value_count");
    }
    Optional<BigDecimal> percentile = number(map, "percentile");
    checkPercentile(type, map, percentile);
    return bounds.isEmpty()
        ? Optional.empty()
        : Optional.of(new CorrelationCondition.Threshold(bounds, fields, percentile));
  }

  private void checkPercentile(CorrelationType type, YamlMap map, Optional<BigDecimal> percentile) {
    if (type == CorrelationType.VALUE_PERCENTILE && percentile.isEmpty()) {
      problems.add(map.line(), "value_percentile needs a 'percentile' in its condition");
    }
    if (type != CorrelationType.VALUE_PERCENTILE && percentile.isPresent()) {
      problems.add(map.lineOf("percentile"), "'percentile' is only for the type value_percentile");
    }
    if (percentile.isPresent()
        && (percentile.get().signum() < 0 || percentile.get().compareTo(HUNDRED) > 0)) {
      problems.add(map.lineOf("percentile"), "'percentile' must be from 0 to 100");
    }
  }

  private Optional<BigDecimal> number(YamlMap map, String key) {
    Optional<YamlNode> node = new Keys(map, problems).node(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof YamlScalar scalar && scalar.type().isNumber()) {
      return Optional.of(scalar.asNumber());
    }
    problems.add(
        map.lineOf(key),
        "'" + key + "' must be a number without quotes, not " + node.get().describe());
    return Optional.empty();
  }
}

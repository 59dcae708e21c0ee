package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.rule.Comparison;
import io.pixelated.streams.sigma.rule.CorrelationCondition;
import io.pixelated.streams.sigma.rule.CorrelationCondition.Bound;
import io.pixelated.streams.sigma.rule.CorrelationCondition.Expression;
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

/**
 * Reads correlation rules. Aliases and expressions may name a rule by its id where {@code rules}
 * has its name, and the other way round; whether they mean the same is known when all rules are.
 */
final class CorrelationParser {

  private static final Set<String> KEYS =
      Set.of(
          "type", "rules", "group-by", "timespan", "condition", "aliases", "suppress", "generate");
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
        .flatMap(correlation -> new CorrelationParser(problems).parse(metadata, correlation));
  }

  private Optional<CorrelationRule> parse(Metadata metadata, YamlMap correlation) {
    Keys keys = new Keys(correlation, problems);
    keys.onlyKnown("correlation", KEYS);
    keys.requiredNode("type");
    Optional<CorrelationType> type = keys.constant("type", CorrelationType.values());
    List<String> listed = texts(keys, correlation, "rules");
    Optional<Timespan> timespan = timespan(keys, correlation);
    List<String> groupBy = texts(keys, correlation, "group-by");
    Map<String, Map<String, String>> aliases = aliases(keys);
    boolean generate = keys.flag("generate", metadata.generate());
    Optional<CorrelationCondition> condition =
        type.flatMap(t -> condition(t, keys, correlation, listed));
    List<String> rules = rules(keys, correlation, listed, condition);
    Optional<Timespan> suppress = suppress(keys, correlation);
    if (!problems.isEmpty() || type.isEmpty() || timespan.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new CorrelationRule(
            metadata,
            type.get(),
            rules,
            groupBy.stream().distinct().toList(),
            timespan.get(),
            aliases,
            condition,
            suppress,
            generate));
  }

  /** The rules of the list; an expression that comes without one names them itself. */
  private List<String> rules(
      Keys keys,
      YamlMap correlation,
      List<String> listed,
      Optional<CorrelationCondition> condition) {
    if (keys.node("rules").isEmpty()) {
      if (condition.isPresent() && condition.get() instanceof Expression expression) {
        return expression.condition().mentioned().distinct().toList();
      }
      keys.requiredNode("rules");
    } else if (listed.isEmpty()) {
      problems.add(correlation.lineOf("rules"), "'rules' is empty; name the rules to correlate");
    }
    return listed;
  }

  private List<String> texts(Keys keys, YamlMap map, String key) {
    List<String> texts = keys.textsOrOne(key);
    if (texts.stream().anyMatch(String::isBlank)) {
      problems.add(map.lineOf(key), "'" + key + "' has an empty entry; remove it");
    }
    return texts;
  }

  private Optional<Timespan> timespan(Keys keys, YamlMap correlation) {
    Optional<String> text = keys.requiredText("timespan");
    Optional<Timespan> timespan = text.flatMap(Timespan::parse);
    if (text.isPresent() && timespan.isEmpty()) {
      problems.add(
          correlation.lineOf("timespan"), "timespan '" + text.get() + "' must be " + Timespan.HINT);
    }
    return timespan;
  }

  private Optional<Timespan> suppress(Keys keys, YamlMap correlation) {
    Optional<String> text = keys.text("suppress");
    Optional<Timespan> suppress = text.flatMap(Timespan::parseFromZero);
    if (text.isPresent() && suppress.isEmpty()) {
      problems.add(
          correlation.lineOf("suppress"),
          "suppress '" + text.get() + "' must be " + Timespan.HINT + ", or 0s for no quiet time");
    }
    return suppress;
  }

  private Map<String, Map<String, String>> aliases(Keys keys) {
    Map<String, Map<String, String>> aliases = new LinkedHashMap<>();
    keys.map("aliases")
        .ifPresent(
            map -> {
              for (String alias : map.entries().keySet()) {
                new Keys(map, problems)
                    .requiredMap(alias)
                    .ifPresent(fields -> aliases.put(alias, alias(fields)));
              }
            });
    return aliases;
  }

  private Map<String, String> alias(YamlMap fields) {
    Map<String, String> perRule = new LinkedHashMap<>();
    for (String rule : fields.entries().keySet()) {
      new Keys(fields, problems).requiredText(rule).ifPresent(field -> perRule.put(rule, field));
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
        "the condition of "
            + type.spelling()
            + " must be a mapping like {gte: 10}"
            + (type.isTemporal() ? ", or an expression like 'a and not b'" : ""));
    return Optional.empty();
  }

  private Optional<CorrelationCondition> expression(YamlScalar scalar, List<String> rules) {
    try {
      return Optional.of(
          new Expression(
              ConditionParser.parseOpen("rule", new LinkedHashSet<>(rules), scalar.text())));
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
    List<String> fields = texts(keys, map, "field").stream().distinct().toList();
    if (type.needsField() && fields.isEmpty()) {
      problems.add(map.line(), type.spelling() + " needs a 'field' in its condition");
    }
    if (!type.needsField() && !fields.isEmpty()) {
      problems.add(
          map.lineOf("field"),
          type.spelling()
              + (type.isTemporal() ? " counts rules" : " counts events")
              + " and takes no 'field'; use value_count");
    }
    if (fields.size() > 1 && type != CorrelationType.VALUE_COUNT) {
      problems.add(
          map.lineOf("field"),
          type.spelling() + " is of one 'field'; only value_count takes several");
    }
    Optional<BigDecimal> percentile = number(map, "percentile");
    checkPercentile(type, map, percentile);
    return bounds.isEmpty()
        ? Optional.empty()
        : Optional.of(new CorrelationCondition.Threshold(bounds, fields, percentile));
  }

  private void checkPercentile(CorrelationType type, YamlMap map, Optional<BigDecimal> percentile) {
    if (type == CorrelationType.VALUE_PERCENTILE && percentile.isEmpty()) {
      problems.add(
          map.line(),
          "value_percentile needs a 'percentile' in its condition, like {field: bytes, percentile:"
              + " 95, gt: 1000}");
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

package io.pixelated.streams.correlation.conformance;

import io.pixelated.streams.sigma.yaml.YamlLimits;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rules as the reference reads them from their documents: detections that compare fields with
 * texts, and correlations.
 */
final class ReferenceRules {
  private static final Map<String, Long> UNITS =
      Map.of(
          "s", 1L,
          "m", 60L,
          "h", 3_600L,
          "d", 86_400L,
          "w", 7 * 86_400L,
          "M", 30 * 86_400L,
          "y", 365 * 86_400L);

  private final Map<String, Map<String, Set<String>>> detections = new LinkedHashMap<>();
  private final Map<String, Correlation> correlations = new LinkedHashMap<>();
  private final Map<String, String> keys = new HashMap<>();

  /** One comparison: {@code gt}, {@code gte}, {@code lt}, {@code lte}, {@code eq}, {@code neq}. */
  record Bound(String comparison, BigDecimal limit) {
    boolean holds(BigDecimal number) {
      int order = number.compareTo(limit);
      return switch (comparison) {
        case "gt" -> order > 0;
        case "gte" -> order >= 0;
        case "lt" -> order < 0;
        case "lte" -> order <= 0;
        case "eq" -> order == 0;
        case "neq" -> order != 0;
        default -> throw new IllegalArgumentException(comparison);
      };
    }
  }

  /** A correlation; {@code rules} are keys, and so are those of the aliases. */
  record Correlation(
      String name,
      String key,
      String type,
      List<String> rules,
      List<String> groupBy,
      Map<String, Map<String, String>> aliases,
      long timespan,
      long suppress,
      List<Bound> bounds,
      List<String> fields,
      Optional<BigDecimal> percentile,
      Optional<ReferenceExpression> expression) {

    String field(String name, String rule) {
      return aliases.getOrDefault(name, Map.of()).getOrDefault(rule, name);
    }

    boolean isBoolean() {
      return expression.isPresent();
    }

    /** Whether it is a function of t: not only an arrival may make it true, nor at once. */
    boolean isFunction() {
      return !isBoolean()
          && (Set.of("value_avg", "value_percentile", "value_median").contains(type)
              || bounds.stream().anyMatch(b -> !Set.of("gt", "gte").contains(b.comparison())));
    }
  }

  /**
   * Reads documents.
   *
   * @param rejected names of rules to leave out
   */
  ReferenceRules(List<String> texts, List<String> rejected) {
    List<Plain> documents = new ArrayList<>();
    for (String text : texts) {
      for (YamlNode node : new YamlReader(YamlLimits.DEFAULT).read(text).documents()) {
        documents.add(new Plain(node));
      }
    }
    for (Plain document : documents) {
      String key = key(document);
      for (String name : List.of("id", "name")) {
        if (document.has(name)) {
          keys.put(document.text(name), key);
        }
      }
      keys.put(key, key);
    }
    for (Plain document : documents) {
      if (rejected.contains(name(document))) {
        continue;
      }
      if (document.has("detection")) {
        detections.put(key(document), selection(document));
      } else if (document.has("correlation")) {
        correlations.put(key(document), correlation(document));
      }
    }
  }

  Map<String, Map<String, Set<String>>> detections() {
    return detections;
  }

  boolean isCorrelation(String key) {
    return correlations.containsKey(key);
  }

  /** Correlations, those that others refer to first. */
  List<Correlation> inOrder() {
    List<Correlation> order = new ArrayList<>();
    Set<String> done = new HashSet<>();
    while (order.size() < correlations.size()) {
      for (Correlation each : correlations.values()) {
        boolean ready = each.rules().stream().allMatch(r -> !isCorrelation(r) || done.contains(r));
        if (ready && done.add(each.key())) {
          order.add(each);
        }
      }
    }
    return order;
  }

  /** What identifies a rule: its id, else its name, else its title. */
  static String key(Plain document) {
    for (String name : List.of("id", "name")) {
      if (document.has(name)) {
        return document.text(name);
      }
    }
    return document.text("title");
  }

  /** How cases call a rule: by its name. */
  static String name(Plain document) {
    return document.has("name") ? document.text("name") : key(document);
  }

  private static Map<String, Set<String>> selection(Plain document) {
    Plain selection = document.get("detection").get("selection");
    Map<String, Set<String>> fields = new LinkedHashMap<>();
    selection.keys().forEach(field -> fields.put(field, Set.copyOf(selection.texts(field))));
    return fields;
  }

  private Correlation correlation(Plain document) {
    Plain body = document.get("correlation");
    List<String> references = body.texts("rules");
    Map<String, Map<String, String>> aliases = new HashMap<>();
    if (body.has("aliases")) {
      Plain map = body.get("aliases");
      for (String alias : map.keys()) {
        Plain perRule = map.get(alias);
        Map<String, String> fields = new HashMap<>();
        perRule.keys().forEach(rule -> fields.put(keys.get(rule), perRule.text(rule)));
        aliases.put(alias, fields);
      }
    }
    List<Bound> bounds = new ArrayList<>();
    List<String> fields = List.of();
    Optional<BigDecimal> percentile = Optional.empty();
    Optional<ReferenceExpression> expression = Optional.empty();
    List<String> rules = references.stream().map(keys::get).distinct().toList();
    if (!body.has("condition")) {
      bounds.add(new Bound("gte", BigDecimal.valueOf(rules.size())));
    } else if (body.get("condition").isMap()) {
      Plain condition = body.get("condition");
      for (String key : condition.keys()) {
        switch (key) {
          case "field" -> fields = condition.texts("field");
          case "percentile" -> percentile = Optional.of(condition.number(key));
          default -> bounds.add(new Bound(key, condition.number(key)));
        }
      }
    } else {
      ReferenceExpression parsed = ReferenceExpression.parse(body.text("condition"), keys);
      expression = Optional.of(parsed);
      rules = rules.stream().filter(parsed.named()::contains).toList();
    }
    String type = body.text("type");
    if (type.equals("value_median")) {
      percentile = Optional.of(BigDecimal.valueOf(50));
    }
    long timespan = span(body.text("timespan"));
    return new Correlation(
        name(document),
        key(document),
        type,
        rules,
        body.texts("group-by"),
        aliases,
        timespan,
        body.has("suppress") ? span(body.text("suppress")) : timespan,
        bounds,
        fields,
        percentile,
        expression);
  }

  private static long span(String text) {
    int last = text.length() - 1;
    return Long.parseLong(text.substring(0, last)) * UNITS.get(text.substring(last)) * 1000;
  }
}

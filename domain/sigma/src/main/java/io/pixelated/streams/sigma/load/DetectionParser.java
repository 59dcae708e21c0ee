package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.predicate.Modifiers;
import io.pixelated.streams.sigma.rule.Condition;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.LogSource;
import io.pixelated.streams.sigma.rule.Metadata;
import io.pixelated.streams.sigma.rule.Selection;
import io.pixelated.streams.sigma.yaml.YamlList;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads detection rules. */
final class DetectionParser {

  private static final String CONDITION = "condition";
  private static final Set<String> LOG_SOURCE_KEYS = Set.of("product", "category", "service");

  /** Keys of a detection that are not selections; {@code timeframe} is left over from Sigma 1. */
  private static final Set<String> NOT_SELECTIONS = Set.of(CONDITION, "timeframe");

  private static final int MAX_SELECTIONS = 2_000;

  private DetectionParser() {}

  /** Empty if something is wrong, which has been noted. */
  static Optional<DetectionRule> parse(
      String file, YamlMap document, Modifiers modifiers, Problems problems) {
    Metadata metadata = MetadataParser.parse(file, document, problems);
    Keys keys = new Keys(document, problems);
    Optional<LogSource> logSource =
        keys.requiredMap("logsource").flatMap(map -> logSource(map, problems));
    Optional<YamlMap> detection = keys.requiredMap("detection");
    if (detection.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Selection> selections =
        selections("detection", detection.get(), modifiers, problems);
    Optional<Condition> condition = condition(detection.get(), problems);
    return problems.isEmpty() && logSource.isPresent() && condition.isPresent()
        ? Optional.of(new DetectionRule(metadata, logSource.get(), selections, condition.get()))
        : Optional.empty();
  }

  static Optional<LogSource> logSource(YamlMap map, Problems problems) {
    Keys keys = new Keys(map, problems);
    LogSource logSource =
        new LogSource(keys.text("product"), keys.text("category"), keys.text("service"));
    for (String key : map.entries().keySet()) {
      if (!LOG_SOURCE_KEYS.contains(key)) {
        Suggestion.closest(key, LOG_SOURCE_KEYS)
            .ifPresent(
                meant ->
                    problems.add(
                        map.lineOf(key),
                        "unknown key '" + key + "' in logsource; did you mean '" + meant + "'?"));
      }
    }
    boolean given =
        logSource.product().isPresent()
            || logSource.category().isPresent()
            || logSource.service().isPresent();
    if (!given) {
      problems.add(map.line(), "'logsource' needs a product, category or service");
    }
    return given ? Optional.of(logSource) : Optional.empty();
  }

  /**
   * The selections of {@code detection}; what is wrong with them is noted.
   *
   * @param key under which the document has it
   */
  static Map<String, Selection> selections(
      String key, YamlMap detection, Modifiers modifiers, Problems problems) {
    if (names(detection).size() > MAX_SELECTIONS) {
      problems.add(
          detection.line(), "'" + key + "' has more than " + MAX_SELECTIONS + " selections");
      return Map.of();
    }
    SelectionParser parser = new SelectionParser(modifiers, problems);
    Map<String, Selection> selections = new LinkedHashMap<>();
    for (String name : names(detection)) {
      parser
          .parse(name, detection.get(name))
          .ifPresent(selection -> selections.put(name, selection));
    }
    if (names(detection).isEmpty()) {
      problems.add(detection.line(), "'" + key + "' has no selection; add one");
    }
    return selections;
  }

  static Optional<Condition> condition(YamlMap detection, Problems problems) {
    Optional<YamlNode> node = new Keys(detection, problems).requiredNode(CONDITION);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    List<YamlNode> nodes = node.get() instanceof YamlList list ? list.items() : List.of(node.get());
    if (nodes.isEmpty()) {
      problems.add(node.get().line(), "the list of conditions is empty; add one");
      return Optional.empty();
    }
    List<Condition> conditions = new ArrayList<>();
    for (YamlNode item : nodes) {
      parse(item, names(detection), problems).ifPresent(conditions::add);
    }
    if (conditions.size() < nodes.size()) {
      return Optional.empty();
    }
    return Optional.of(conditions.size() == 1 ? conditions.get(0) : new Condition.Or(conditions));
  }

  private static Optional<Condition> parse(YamlNode node, Set<String> names, Problems problems) {
    if (!(node instanceof YamlScalar scalar) || scalar.isNull()) {
      problems.add(node.line(), "a condition must be text, not " + node.describe());
      return Optional.empty();
    }
    try {
      return Optional.of(ConditionParser.parse("selection", names, scalar.text()));
    } catch (InvalidCondition e) {
      problems.add(node.line(), e.getMessage());
      return Optional.empty();
    }
  }

  private static Set<String> names(YamlMap detection) {
    Set<String> names = new LinkedHashSet<>(detection.entries().keySet());
    names.removeAll(NOT_SELECTIONS);
    return names;
  }
}

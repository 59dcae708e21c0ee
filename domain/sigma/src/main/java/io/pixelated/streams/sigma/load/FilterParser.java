package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.predicate.Modifiers;
import io.pixelated.streams.sigma.rule.Condition;
import io.pixelated.streams.sigma.rule.FilterRule;
import io.pixelated.streams.sigma.rule.LogSource;
import io.pixelated.streams.sigma.rule.Metadata;
import io.pixelated.streams.sigma.rule.Selection;
import io.pixelated.streams.sigma.yaml.YamlList;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads filters. */
final class FilterParser {

  private static final String RULES = "rules";
  private static final String CONDITION = "condition";
  private static final String ANY = "any";

  private FilterParser() {}

  /** Empty if something is wrong, which has been noted. */
  static Optional<FilterRule> parse(
      String file, YamlMap document, Modifiers modifiers, Problems problems) {
    Metadata metadata = MetadataParser.parse(file, document, problems);
    Keys keys = new Keys(document, problems);
    Optional<LogSource> logSource =
        keys.requiredMap("logsource").flatMap(map -> DetectionParser.logSource(map, problems));
    Optional<YamlMap> filter = keys.requiredMap("filter");
    if (filter.isEmpty()) {
      return Optional.empty();
    }
    Set<String> rules = rules(filter.get(), problems);
    if (filter.get().get(CONDITION) instanceof YamlList list) {
      problems.add(list.line(), "a filter has one condition, not a list; join them with or");
    }
    YamlMap detection = without(filter.get(), RULES);
    Map<String, Selection> selections =
        DetectionParser.selections("filter", detection, modifiers, problems);
    Optional<Condition> condition = DetectionParser.condition(detection, problems);
    return problems.isEmpty() && logSource.isPresent() && condition.isPresent()
        ? Optional.of(new FilterRule(metadata, logSource.get(), rules, selections, condition.get()))
        : Optional.empty();
  }

  private static Set<String> rules(YamlMap filter, Problems problems) {
    Keys keys = new Keys(filter, problems);
    Optional<YamlNode> node = keys.node(RULES);
    List<String> rules = keys.textsOrOne(RULES);
    if (node.isEmpty() || (node.get() instanceof YamlList list && list.items().isEmpty())) {
      problems.add(
          filter.lineOf(RULES),
          "'rules' is missing; list the rules that the filter is for, or write any");
    }
    boolean any =
        rules.size() == 1
            && !(node.get() instanceof YamlList)
            && rules.get(0).toLowerCase(Locale.ROOT).equals(ANY);
    return any ? Set.of() : new LinkedHashSet<>(rules);
  }

  private static YamlMap without(YamlMap map, String key) {
    Map<String, YamlNode> rest = new LinkedHashMap<>(map.entries());
    rest.remove(key);
    return new YamlMap(map.line(), rest, map.keyLines());
  }
}

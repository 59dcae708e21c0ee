package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.load.Keys;
import io.pixelated.streams.sigma.load.Suggestion;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.RuleValue;
import io.pixelated.streams.sigma.yaml.YamlList;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code add_condition}: fields, with modifiers if need be, and their values. */
final class AddedConditions {

  private AddedConditions() {}

  static AddCondition read(Parameters p) {
    List<DetectionItem> items = new ArrayList<>();
    Optional<YamlMap> conditions = new Keys(p.map(), p.problems()).requiredMap("conditions");
    conditions.ifPresent(
        map ->
            map.entries()
                .forEach((key, node) -> item(p, key, node, map.lineOf(key)).ifPresent(items::add)));
    if (conditions.isPresent() && conditions.get().entries().isEmpty()) {
      p.wrong("conditions", "'conditions' is empty; name a field and its value");
    }
    return new AddCondition(p.text("name"), items, p.flag("template"), p.flag("negated"));
  }

  private static Optional<DetectionItem> item(Parameters p, String key, YamlNode node, int line) {
    String[] words = key.split("\\|", -1);
    List<Modifier> modifiers = new ArrayList<>();
    for (int i = 1; i < words.length; i++) {
      Optional<Modifier> modifier = Modifier.named(words[i]);
      modifier.ifPresent(modifiers::add);
      if (modifier.isEmpty()) {
        p.wrong(
            line,
            "unknown modifier '"
                + words[i]
                + "' in '"
                + key
                + "'"
                + Suggestion.didYouMean(
                    words[i], Stream.of(Modifier.values()).map(Modifier::spelling).toList()));
      }
    }
    List<YamlNode> nodes = node instanceof YamlList list ? list.items() : List.of(node);
    List<RuleValue> values = new ArrayList<>();
    for (YamlNode each : nodes) {
      if (each instanceof YamlScalar scalar) {
        values.add(Parameters.value(scalar));
      } else {
        p.wrong(
            each.line(),
            "'" + key + "' has " + each.describe() + " where a single value is expected");
      }
    }
    if (nodes.isEmpty()) {
      p.wrong(line, "'" + key + "' has an empty list; give it values");
    }
    Optional<String> field = words[0].isEmpty() ? Optional.empty() : Optional.of(words[0]);
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new DetectionItem(field, modifiers, values, line));
  }
}

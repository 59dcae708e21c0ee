package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.load.Keys;
import io.pixelated.streams.sigma.load.Problems;
import io.pixelated.streams.sigma.yaml.YamlList;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the processing items of pipelines: each a transformation with its conditions. */
final class TransformationReader {

  private static final int MAX_DEPTH = 8;

  private final String pipeline;
  private final Problems problems;
  private final ConditionReader conditions;
  private int number;
  private int depth;

  /**
   * A reader of one pipeline.
   *
   * @param pipeline its name, for the ids of items without
   */
  TransformationReader(String pipeline, Problems problems) {
    this.pipeline = pipeline;
    this.problems = problems;
    this.conditions = new ConditionReader(problems);
  }

  List<ProcessingItem> readAll(YamlNode node, String key) {
    if (!(node instanceof YamlList list)) {
      problems.add(node.line(), "'" + key + "' is " + node.describe() + " but must be a list");
      return List.of();
    }
    List<ProcessingItem> items = new ArrayList<>();
    for (YamlNode each : list.items()) {
      if (each instanceof YamlMap map) {
        read(map).ifPresent(items::add);
      } else {
        problems.add(each.line(), "a transformation must be a mapping, not " + each.describe());
      }
    }
    return items;
  }

  private Optional<ProcessingItem> read(YamlMap map) {
    Keys keys = new Keys(map, problems);
    number++;
    Optional<String> type = keys.requiredText("type");
    if (type.isEmpty()) {
      return Optional.empty();
    }
    TransformationKinds.Kind kind = TransformationKinds.named(type.get()).orElse(null);
    if (kind == null) {
      problems.add(map.lineOf("type"), TransformationKinds.unknown(type.get()));
      return Optional.empty();
    }
    Set<String> known = new HashSet<>(kind.parameters());
    known.addAll(ConditionReader.KEYS);
    known.add("id");
    known.add("type");
    keys.onlyKnown("transformation '" + type.get() + "'", known);
    String id = keys.text("id").orElse(pipeline + " #" + number);
    return Optional.of(
        new ProcessingItem(
            id,
            kind.read().apply(this, new Parameters(map, problems)),
            conditions.ruleConditions(map),
            conditions.itemConditions(map),
            conditions.fieldConditions(map)));
  }

  List<ProcessingItem> nested(Parameters p) {
    Optional<YamlNode> items = new Keys(p.map(), problems).requiredNode("items");
    if (items.isEmpty()) {
      return List.of();
    }
    if (depth >= MAX_DEPTH) {
      p.wrong("items", "nested deeper than " + MAX_DEPTH + " levels");
      return List.of();
    }
    depth++;
    List<ProcessingItem> read = readAll(items.get(), "items");
    depth--;
    return read;
  }
}

package io.pixelated.streams.sigma.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns SnakeYAML's node graph of one document into a tree of {@link YamlNode}s of bounded size.
 */
final class NodeConverter {

  private static final String MERGE = "<<";

  private final YamlLimits limits;
  private final int firstLine;
  private int nodes;

  NodeConverter(YamlLimits limits, int firstLine) {
    this.limits = limits;
    this.firstLine = firstLine;
  }

  YamlNode convert(Node node) {
    return convert(node, 0);
  }

  private YamlNode convert(Node node, int depth) {
    int line = line(node);
    if (depth > limits.depth()) {
      throw new InvalidYaml(
          line, "nested deeper than " + limits.depth() + " levels (or an alias holds itself)");
    }
    if (++nodes > limits.nodes()) {
      throw new InvalidYaml(
          line, "the document expands to more than " + limits.nodes() + " values; split it");
    }
    if (node instanceof ScalarNode scalar) {
      return new YamlScalar(line, typeOf(scalar), scalar.getValue());
    }
    if (node instanceof SequenceNode sequence) {
      List<YamlNode> items = new ArrayList<>(sequence.getValue().size());
      for (Node item : sequence.getValue()) {
        items.add(convert(item, depth + 1));
      }
      return new YamlList(line, items);
    }
    if (node instanceof MappingNode mapping) {
      return convertMapping(mapping, depth);
    }
    throw new InvalidYaml(line, "unsupported YAML construct");
  }

  private YamlMap convertMapping(MappingNode mapping, int depth) {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    Map<String, YamlNode> merged = new LinkedHashMap<>();
    Map<String, Integer> keyLines = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new InvalidYaml(line(tuple.getKeyNode()), "a mapping key must be a plain name");
      }
      YamlNode value = convert(tuple.getValueNode(), depth + 1);
      if (key.getValue().equals(MERGE) && key.getScalarStyle() == ScalarStyle.PLAIN) {
        merge(value, merged);
      } else if (entries.put(key.getValue(), value) != null) {
        throw new InvalidYaml(
            line(key),
            "key '" + key.getValue() + "' appears twice in one mapping; join or rename them");
      }
      keyLines.put(key.getValue(), line(key));
    }
    merged.forEach(entries::putIfAbsent);
    return new YamlMap(line(mapping), entries, keyLines);
  }

  private static void merge(YamlNode source, Map<String, YamlNode> target) {
    if (source instanceof YamlMap map) {
      map.entries().forEach(target::putIfAbsent);
    } else if (source instanceof YamlList list) {
      list.items().forEach(item -> merge(item, target));
    } else {
      throw new InvalidYaml(source.line(), "'<<' merges mappings, not " + source.describe());
    }
  }

  private static ScalarType byExplicitTag(ScalarNode scalar, int line) {
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.STR)) {
      return ScalarType.TEXT;
    }
    if (tag.equals(Tag.NULL)) {
      return ScalarType.NULL;
    }
    ScalarType plain = PlainScalars.typeOf(scalar.getValue());
    boolean fits =
        (tag.equals(Tag.INT) && plain == ScalarType.INTEGER)
            || (tag.equals(Tag.FLOAT) && plain.isNumber())
            || (tag.equals(Tag.BOOL) && plain == ScalarType.BOOLEAN)
            || (tag.equals(Tag.TIMESTAMP) && plain == ScalarType.TIMESTAMP);
    if (!fits) {
      throw new InvalidYaml(
          line, "YAML tag " + tag.getValue() + " is not supported here; remove it");
    }
    return plain;
  }

  private ScalarType typeOf(ScalarNode scalar) {
    // The composer resolves plain scalars by itself, so only a tag no resolver would give is
    // known to be explicit.
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      return scalar.getTag().equals(Tag.STR)
          ? ScalarType.TEXT
          : byExplicitTag(scalar, line(scalar));
    }
    if (!scalar.getTag().startsWith(Tag.PREFIX)) {
      throw new InvalidYaml(
          line(scalar), "YAML tag " + scalar.getTag().getValue() + " is not supported; remove it");
    }
    return PlainScalars.typeOf(scalar.getValue());
  }

  private int line(Node node) {
    return firstLine + node.getStartMark().getLine();
  }
}

package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Applies the {@code action} of the documents of one file: {@code global} gives the following
 * detection rules its keys, {@code reset} ends that, {@code repeat} adds its keys to the previous
 * one. Where both have a key, the document's own counts.
 */
final class DocumentActions {

  private static final String ACTION = "action";
  private static final Set<String> ACTIONS = Set.of("global", "reset", "repeat");

  private final Predicate<YamlMap> isDetection;
  private YamlMap global;
  private YamlMap previous;

  /**
   * Actions for one file.
   *
   * @param isDetection whether a document is a detection rule; all others stay as they are
   */
  DocumentActions(Predicate<YamlMap> isDetection) {
    this.isDetection = isDetection;
  }

  /** The rule document that {@code document} amounts to; empty if it only changes the state. */
  Optional<YamlMap> apply(YamlMap document, Problems problems) {
    YamlNode action = document.get(ACTION);
    if (action == null && !isDetection.test(document)) {
      return Optional.of(document);
    }
    if (action == null) {
      previous = global == null ? document : overlay(global, document);
      return Optional.of(previous);
    }
    String name = action instanceof YamlScalar scalar ? scalar.text() : "";
    YamlMap rest = without(document);
    switch (name) {
      case "global" -> global = rest;
      case "reset" -> global = null;
      case "repeat" -> {
        if (previous == null) {
          problems.add(action.line(), "'action: repeat' has no document before it to repeat");
          return Optional.of(rest);
        }
        previous = overlay(previous, rest);
        return Optional.of(previous);
      }
      default -> {
        problems.add(
            document.lineOf(ACTION),
            "'action' must be global, reset or repeat" + Suggestion.didYouMean(name, ACTIONS));
        return Optional.of(rest);
      }
    }
    return Optional.empty();
  }

  private static YamlMap without(YamlMap document) {
    Map<String, YamlNode> entries = new LinkedHashMap<>(document.entries());
    entries.remove(ACTION);
    return new YamlMap(document.line(), entries, document.keyLines());
  }

  /** {@code base} with the keys of {@code top} put over it, mappings key by key. */
  private static YamlMap overlay(YamlMap base, YamlMap top) {
    Map<String, YamlNode> entries = new LinkedHashMap<>(base.entries());
    top.entries()
        .forEach(
            (key, value) ->
                entries.merge(
                    key,
                    value,
                    (below, above) ->
                        below instanceof YamlMap b && above instanceof YamlMap a
                            ? overlay(b, a)
                            : above));
    Map<String, Integer> keyLines = new HashMap<>(base.keyLines());
    keyLines.putAll(top.keyLines());
    return new YamlMap(top.line(), entries, keyLines);
  }
}

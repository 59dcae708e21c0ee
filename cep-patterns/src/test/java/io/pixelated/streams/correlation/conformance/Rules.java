package io.pixelated.streams.correlation.conformance;

import io.pixelated.streams.correlation.rulebook.LoadedRules;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.sigma.yaml.YamlLimits;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules of a case as the engine loads them.
 *
 * @param names per rule key, what cases call it
 * @param missing names of rules that did not load
 * @param reasons why
 */
record Rules(
    Rulebook rulebook, Map<String, String> names, Set<String> missing, List<String> reasons) {

  static Rules of(String text) {
    String all = CaseFiles.detections() + "---\n" + text;
    LoadedRules loaded = load(all);
    Map<String, String> names = new HashMap<>();
    Set<String> missing = new TreeSet<>();
    for (YamlNode node : new YamlReader(YamlLimits.DEFAULT).read(all).documents()) {
      Plain document = new Plain(node);
      String key = ReferenceRules.key(document);
      names.put(key, ReferenceRules.name(document));
      if (loaded.rulebook().correlation(key).isEmpty()
          && loaded.rulebook().detectionRules().rule(key).isEmpty()) {
        missing.add(names.get(key));
      }
    }
    return new Rules(
        loaded.rulebook(),
        names,
        missing,
        loaded.rejections().stream().map(r -> r.rule() + ": " + r.reason()).toList());
  }

  private static LoadedRules load(String text) {
    try {
      Path file = Files.createTempFile("rules", ".yml");
      try {
        return Rulebook.load(List.of(Files.writeString(file, text)));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

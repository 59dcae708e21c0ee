package io.pixelated.streams.sigma.lint;

import io.pixelated.streams.sigma.attack.AttackTable;
import io.pixelated.streams.sigma.load.LoadResult;
import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.Selection;
import io.pixelated.streams.sigma.rule.SigmaRule;
import io.pixelated.streams.sigma.yaml.YamlLimits;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlReader;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Looks for what a good rule does not have, though the engine accepts it. Rules that do not load
 * are left to the loader. Not safe for use by several threads: it remembers what it saw, to tell
 * duplicates.
 */
public final class RuleLinter {

  private final RuleLoader loader;
  private final Set<String> kinds;
  private final TagLints tags = new TagLints(AttackTable.standard());
  private final FieldLints fields;
  private final Duplicates duplicates = new Duplicates();
  private final List<Warning> warnings = new ArrayList<>();

  /**
   * A linter.
   *
   * @param loader reads the rules
   * @param foreign top-level keys of documents that are rules of another kind, of which only the
   *     metadata is looked at
   */
  public RuleLinter(RuleLoader loader, KnownFields known, Set<String> foreign) {
    this.loader = Objects.requireNonNull(loader);
    this.kinds = Set.copyOf(foreign);
    this.fields = new FieldLints(known);
  }

  /** Looks at the rules of one file. */
  public void read(String file, String text) {
    LoadResult loaded = loader.read(file, text);
    if (loaded.rules().isEmpty() && loaded.foreign().isEmpty()) {
      return;
    }
    Map<Integer, SigmaRule> rules = new HashMap<>();
    loaded.rules().forEach(rule -> rules.put(rule.metadata().source().line(), rule));
    YamlMap inherited = null;
    for (YamlNode node : new YamlReader(YamlLimits.DEFAULT).read(text).documents()) {
      if (!(node instanceof YamlMap document)) {
        continue;
      }
      if (document.get("action") instanceof YamlScalar action) {
        inherited = action.text().equals("global") ? document : inherited;
      }
      YamlMap whole = inherited == null ? document : joined(inherited, document);
      SigmaRule rule = rules.get(document.line());
      if (rule != null || kinds.stream().anyMatch(document::has)) {
        look(file, whole, rule);
      }
    }
  }

  /** Everything found so far, by file and line. */
  public List<Warning> warnings() {
    return warnings.stream()
        .sorted(Comparator.comparing(Warning::file).thenComparingInt(Warning::line))
        .toList();
  }

  private void look(String file, YamlMap document, SigmaRule rule) {
    Findings findings = new Findings(file, identify(document));
    MetadataLints.check(document, findings);
    tags.check(document, findings);
    if (rule instanceof DetectionRule detection) {
      look(document, detection, findings);
    }
    duplicates.check(file, document, rule, findings);
    warnings.addAll(findings.list());
  }

  private void look(YamlMap document, DetectionRule rule, Findings findings) {
    YamlMap detection = (YamlMap) document.get("detection");
    if (document.get("logsource") instanceof YamlMap source) {
      fields.checkLogSource(rule.logSource(), source::lineOf, findings);
    }
    List<DetectionItem> items = new ArrayList<>();
    rule.selections().values().forEach(selection -> collect(selection, items));
    fields.checkFields(rule.logSource(), items, findings);
    items.forEach(item -> ItemLints.check(item, findings));
    ConditionLints.check(rule, detection::lineOf, findings);
  }

  private static void collect(Selection selection, List<DetectionItem> items) {
    if (selection instanceof Selection.AllOf all) {
      all.parts().forEach(part -> collect(part, items));
    } else if (selection instanceof Selection.AnyOf any) {
      any.parts().forEach(part -> collect(part, items));
    } else {
      items.add((DetectionItem) selection);
    }
  }

  private static YamlMap joined(YamlMap below, YamlMap above) {
    Map<String, YamlNode> entries = new LinkedHashMap<>(below.entries());
    above
        .entries()
        .forEach(
            (key, value) ->
                entries.merge(
                    key,
                    value,
                    (old, next) ->
                        old instanceof YamlMap a && next instanceof YamlMap b
                            ? joined(a, b)
                            : next));
    Map<String, Integer> lines = new HashMap<>(below.keyLines());
    lines.putAll(above.keyLines());
    return new YamlMap(above.line(), entries, lines);
  }

  private static String identify(YamlMap document) {
    for (String key : List.of("id", "title")) {
      if (document.get(key) instanceof YamlScalar scalar && !scalar.isNull()) {
        return scalar.text();
      }
    }
    return "";
  }
}

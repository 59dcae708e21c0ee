package io.pixelated.streams.sigma.lint;

import io.pixelated.streams.sigma.attack.AttackTable;
import io.pixelated.streams.sigma.load.LoadResult;
import io.pixelated.streams.sigma.load.RuleFile;
import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.rule.CorrelationRule;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.FilterRule;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Looks for what a good rule does not have, though the engine accepts it. Rules that do not load
 * are left to the loader. Immutable and safe for threads.
 */
public final class RuleLinter {

  private final RuleLoader loader;
  private final Set<String> foreign;
  private final TagLints tags = new TagLints(AttackTable.standard());
  private final FieldLints fields;

  /** A rule that was looked at by itself. */
  private record Looked(String file, YamlMap document, SigmaRule rule, Findings findings) {}

  /**
   * A linter.
   *
   * @param loader reads the rules
   * @param foreign top-level keys of documents that are rules of another kind, of which only the
   *     metadata is looked at
   */
  public RuleLinter(RuleLoader loader, KnownFields known, Set<String> foreign) {
    this.loader = Objects.requireNonNull(loader);
    this.foreign = Set.copyOf(foreign);
    this.fields = new FieldLints(known);
  }

  /** Everything found in {@code files}, by file and line. */
  public List<Warning> lint(List<RuleFile> files) {
    return lint(files, done -> {});
  }

  /**
   * The same.
   *
   * @param progress hears how many files are done; from several threads
   */
  public List<Warning> lint(List<RuleFile> files, IntConsumer progress) {
    AtomicInteger done = new AtomicInteger();
    // each file stands for itself, and toList keeps their order
    List<List<Looked>> looked =
        files.parallelStream()
            .map(
                file -> {
                  List<Looked> rules = look(file);
                  progress.accept(done.incrementAndGet());
                  return rules;
                })
            .toList();
    FilterLints filters = new FilterLints();
    looked.stream()
        .flatMap(List::stream)
        .filter(rule -> rule.rule() != null)
        .forEach(rule -> filters.know(rule.rule()));
    Duplicates duplicates = new Duplicates();
    List<Warning> warnings = new ArrayList<>();
    for (List<Looked> rules : looked) {
      for (Looked rule : rules) {
        duplicates.check(rule.file(), rule.document(), rule.rule(), rule.findings());
        if (rule.rule() instanceof FilterRule filter) {
          filters.check(filter, rule.document(), rule.findings());
        }
        warnings.addAll(rule.findings().list());
      }
    }
    warnings.sort(Comparator.comparing(Warning::file).thenComparingInt(Warning::line));
    return List.copyOf(warnings);
  }

  private List<Looked> look(RuleFile file) {
    LoadResult loaded = loader.read(file.name(), file.text());
    if (loaded.rules().isEmpty() && loaded.foreign().isEmpty()) {
      return List.of();
    }
    Map<Integer, SigmaRule> rules = new HashMap<>();
    loaded.rules().forEach(rule -> rules.put(rule.metadata().source().line(), rule));
    List<Looked> looked = new ArrayList<>();
    YamlMap inherited = null;
    for (YamlNode node : new YamlReader(YamlLimits.DEFAULT).read(file.text()).documents()) {
      if (!(node instanceof YamlMap document)) {
        continue;
      }
      if (document.get("action") instanceof YamlScalar action) {
        inherited = action.text().equals("global") ? document : inherited;
      }
      YamlMap whole = inherited == null ? document : joined(inherited, document);
      SigmaRule rule = rules.get(document.line());
      if (rule != null || foreign.stream().anyMatch(document::has)) {
        looked.add(look(file.name(), whole, rule));
      }
    }
    return looked;
  }

  private Looked look(String file, YamlMap document, SigmaRule rule) {
    Findings findings = new Findings(file, identify(document));
    MetadataLints.check(document, findings);
    tags.check(document, findings);
    if (rule instanceof DetectionRule detection) {
      look(document, detection, findings);
    } else if (rule instanceof CorrelationRule correlation
        && document.get("correlation") instanceof YamlMap body) {
      CorrelationLints.check(correlation, body, findings);
    }
    return new Looked(file, document, rule, findings);
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

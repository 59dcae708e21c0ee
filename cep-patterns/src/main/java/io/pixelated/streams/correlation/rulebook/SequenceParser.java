package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.SequenceStep;
import io.pixelated.streams.events.Level;
import io.pixelated.streams.sigma.load.ForeignDocument;
import io.pixelated.streams.sigma.load.Problem;
import io.pixelated.streams.sigma.load.Rejection;
import io.pixelated.streams.sigma.rule.Timespan;
import io.pixelated.streams.sigma.yaml.YamlMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads sequence documents; {@code docs/sequences.md} describes them. */
final class SequenceParser {
  private static final Set<String> KEYS =
      Set.of("within", "group-by", "aliases", "steps", "generate", "suppress");

  private final List<Problem> problems = new ArrayList<>();

  private SequenceParser() {}

  /** Adds the sequence to {@code sequences}, or what is wrong with it to {@code rejections}. */
  static void parse(
      ForeignDocument document, List<SequenceDraft> sequences, List<Rejection> rejections) {
    SequenceParser parser = new SequenceParser();
    Optional<SequenceDraft> draft = parser.parse(document);
    if (parser.problems.isEmpty() && draft.isPresent()) {
      sequences.add(draft.get());
      return;
    }
    YamlMap root = document.root();
    YamlKeys keys = new YamlKeys(root, new ArrayList<>());
    String rule = keys.text("id").or(() -> keys.text("title")).orElse("");
    rejections.add(new Rejection(document.source().file(), rule, parser.problems));
  }

  private Optional<SequenceDraft> parse(ForeignDocument document) {
    YamlKeys root = new YamlKeys(document.root(), problems);
    Optional<String> title = root.requiredText("title");
    Level level = level(root);
    Optional<YamlMap> body = root.requiredMap("sequence");
    if (body.isEmpty()) {
      return Optional.empty();
    }
    YamlKeys keys = new YamlKeys(body.get(), problems);
    keys.onlyKnown("the sequence", KEYS);
    Optional<Timespan> within = within(keys);
    long suppress = suppress(keys, within);
    List<SequenceStep> steps = new StepParser(problems).parse(keys, within);
    Map<String, Map<String, String>> aliases = aliases(keys, steps);
    List<String> groupBy = keys.texts("group-by");
    boolean generate = keys.flag("generate", false);
    if (!problems.isEmpty() || title.isEmpty() || within.isEmpty()) {
      return Optional.empty();
    }
    List<String> references = new ArrayList<>();
    root.text("id").ifPresent(references::add);
    root.text("name").ifPresent(references::add);
    return Optional.of(
        new SequenceDraft(
            document.source(),
            references.isEmpty() ? title.get() : references.get(0),
            references,
            title.get(),
            level,
            root.texts("tags"),
            steps,
            groupBy,
            aliases,
            within.get().duration().toMillis(),
            suppress,
            generate));
  }

  private Level level(YamlKeys root) {
    String word = root.text("level").orElse("");
    try {
      return Level.ofWord(word);
    } catch (IllegalArgumentException e) {
      root.problem(
          "level",
          "'level: " + word + "' is not one of informational, low, medium, high, critical");
      return Level.MEDIUM;
    }
  }

  private Optional<Timespan> within(YamlKeys keys) {
    Optional<String> text = keys.requiredText("within");
    Optional<Timespan> within = text.flatMap(Timespan::parse);
    if (text.isPresent() && within.isEmpty()) {
      keys.problem(
          "within",
          "within '" + text.get() + "' must be a number and one of s, m, h, d, w, M, y, like 15m");
    }
    return within;
  }

  /** How long a group is quiet after an alert; as long as the sequence looks back by default. */
  private static long suppress(YamlKeys keys, Optional<Timespan> within) {
    Optional<String> text = keys.text("suppress");
    Optional<Timespan> suppress = text.flatMap(Timespan::parseFromZero);
    if (text.isPresent() && suppress.isEmpty()) {
      keys.problem(
          "suppress",
          "suppress '"
              + text.get()
              + "' must be a number and one of s, m, h, d, w, M, y, like 15m");
    }
    return suppress.or(() -> within).map(span -> span.duration().toMillis()).orElse(0L);
  }

  private Map<String, Map<String, String>> aliases(YamlKeys keys, List<SequenceStep> steps) {
    Set<String> rules = new HashSet<>();
    steps.stream().flatMap(SequenceStep::rules).forEach(rules::add);
    Map<String, Map<String, String>> aliases = new LinkedHashMap<>();
    Optional<YamlMap> map = keys.map("aliases");
    if (map.isEmpty()) {
      return aliases;
    }
    YamlKeys aliasKeys = new YamlKeys(map.get(), problems);
    for (String alias : map.get().entries().keySet()) {
      Map<String, String> fields = new LinkedHashMap<>();
      aliasKeys
          .requiredMap(alias)
          .ifPresent(
              perRule -> {
                YamlKeys fieldKeys = new YamlKeys(perRule, problems);
                for (String rule : perRule.entries().keySet()) {
                  fieldKeys.requiredText(rule).ifPresent(field -> fields.put(rule, field));
                  if (!rules.contains(rule)) {
                    fieldKeys.problem(
                        rule,
                        String.format(
                            Locale.ROOT,
                            "alias '%s' mentions rule '%s', which no step names",
                            alias,
                            rule));
                  }
                }
              });
      aliases.put(alias, fields);
    }
    return aliases;
  }
}

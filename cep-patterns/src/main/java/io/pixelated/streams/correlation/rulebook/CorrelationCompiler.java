package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.Frame;
import io.pixelated.streams.correlation.Grouping;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.WindowCondition.Bounds;
import io.pixelated.streams.correlation.WindowCorrelation;
import io.pixelated.streams.correlation.rulebook.RuleIndex.Indexed;
import io.pixelated.streams.events.Ids;
import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.sigma.load.Problem;
import io.pixelated.streams.sigma.rule.Comparison;
import io.pixelated.streams.sigma.rule.CorrelationCondition;
import io.pixelated.streams.sigma.rule.CorrelationCondition.Bound;
import io.pixelated.streams.sigma.rule.CorrelationCondition.Threshold;
import io.pixelated.streams.sigma.rule.CorrelationRule;
import io.pixelated.streams.sigma.rule.CorrelationType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compiles one correlation or sequence against the rules that are there. */
final class CorrelationCompiler {
  private static final Set<CorrelationType> TYPES =
      Set.of(
          CorrelationType.EVENT_COUNT,
          CorrelationType.VALUE_COUNT,
          CorrelationType.TEMPORAL,
          CorrelationType.TEMPORAL_ORDERED);
  private static final Set<Comparison> RISING = Set.of(Comparison.GT, Comparison.GTE);
  private static final int MOST_COUNTED = 10_000;
  private static final Duration LONGEST = Duration.ofDays(30);

  private final RuleIndex index;
  private final int line;
  private final List<Problem> problems = new ArrayList<>();

  private CorrelationCompiler(RuleIndex index, int line) {
    this.index = index;
    this.line = line;
  }

  /** The compiled rule; empty if something is wrong, which is added to {@code problems}. */
  static Optional<Correlation> compile(
      RuleIndex index, CorrelationRule rule, List<Problem> problems) {
    CorrelationCompiler compiler = new CorrelationCompiler(index, rule.metadata().source().line());
    Optional<Correlation> compiled = compiler.window(rule);
    problems.addAll(compiler.problems);
    return compiled;
  }

  /** The compiled sequence; empty if something is wrong, which is added to {@code problems}. */
  static Optional<Correlation> compile(
      RuleIndex index, SequenceDraft draft, List<Problem> problems) {
    CorrelationCompiler compiler = new CorrelationCompiler(index, draft.source().line());
    Optional<Correlation> compiled = compiler.sequence(draft);
    problems.addAll(compiler.problems);
    return compiled;
  }

  private Optional<Correlation> window(CorrelationRule rule) {
    if (!TYPES.contains(rule.type())) {
      problem(
          rule.type().spelling()
              + " is not supported yet; use event_count, value_count, temporal or"
              + " temporal_ordered");
    }
    long timespan = timespan("timespan", rule.timespan().duration());
    List<String> keys = resolve(rule.rules());
    List<Bound> bounds = bounds(rule, new LinkedHashSet<>(keys).size());
    List<String> fields =
        rule.condition().filter(Threshold.class::isInstance).map(Threshold.class::cast).stream()
            .flatMap(threshold -> threshold.fields().stream())
            .toList();
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    Grouping grouping = grouping(rule.groupBy(), rule.aliases());
    RuleRef ref = own(rule.key());
    String meaning =
        meaning(
            keys,
            List.of(
                rule.type().spelling(),
                grouping.fields().toString(),
                sorted(grouping.aliases()),
                fields.toString(),
                Long.toString(timespan),
                bounds.toString()));
    return Optional.of(
        new WindowCorrelation(
            frame(ref, grouping, timespan, meaning),
            rule.type(),
            keys,
            fields,
            new Bounds(bounds)));
  }

  private Optional<Correlation> sequence(SequenceDraft draft) {
    List<String> references = draft.steps().stream().map(Sequence.Step::rule).toList();
    long within = timespan("within", Duration.ofMillis(draft.within()));
    List<String> keys = resolve(references);
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    List<Sequence.Step> steps = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Sequence.Step step = draft.steps().get(i);
      steps.add(new Sequence.Step(step.name(), keys.get(i), step.negated(), step.times()));
    }
    Grouping grouping = grouping(draft.groupBy(), draft.aliases());
    String meaning =
        meaning(
            keys,
            List.of(
                "sequence",
                grouping.fields().toString(),
                sorted(grouping.aliases()),
                Long.toString(within),
                steps.toString()));
    return Optional.of(new Sequence(frame(own(draft.key()), grouping, within, meaning), steps));
  }

  private Frame frame(RuleRef ref, Grouping grouping, long timespan, String meaning) {
    boolean standalone = index.standalone(index.find(ref.id()).orElseThrow());
    return new Frame(ref, grouping, List.of(), timespan, timespan, 1, standalone, meaning, meaning);
  }

  private List<Bound> bounds(CorrelationRule rule, int distinctRules) {
    Optional<CorrelationCondition> condition = rule.condition();
    if (condition.isEmpty()) {
      return List.of(new Bound(Comparison.GTE, BigDecimal.valueOf(distinctRules)));
    }
    if (!(condition.get() instanceof Threshold threshold)) {
      problem(
          "boolean conditions over rule names are not supported yet; leave the condition out to"
              + " need every rule, or write a number of rules like {gte: 2}");
      return List.of();
    }
    for (Bound bound : threshold.bounds()) {
      if (!RISING.contains(bound.comparison())) {
        problem(
            "'"
                + bound.comparison().spelling()
                + "' is not supported yet in a correlation's condition; use gt or gte");
      } else if (bound.limit().compareTo(BigDecimal.valueOf(MOST_COUNTED)) > 0) {
        problem(
            "the condition compares with "
                + bound.limit().toPlainString()
                + "; one group holds at most "
                + MOST_COUNTED
                + " events, count in shorter timespans");
      }
    }
    return threshold.bounds();
  }

  private long timespan(String key, Duration duration) {
    if (duration.compareTo(LONGEST) > 0) {
      problem(
          key + " is longer than " + LONGEST.toDays() + " days, the longest that is remembered");
    }
    return duration.toMillis();
  }

  private List<String> resolve(List<String> references) {
    List<String> keys = new ArrayList<>();
    for (String reference : references) {
      Optional<Indexed> rule = index.find(reference);
      if (rule.isEmpty()) {
        problem("rule '" + reference + "' is not there; add it, or check the name");
      } else if (rule.get().detection().isEmpty()) {
        problem(
            "rule '"
                + reference
                + "' is itself a correlation; correlations of correlations are not supported yet");
      } else {
        keys.add(rule.get().ref().id());
      }
    }
    return keys;
  }

  private Grouping grouping(List<String> fields, Map<String, Map<String, String>> aliases) {
    Map<String, Map<String, String>> byKey = new HashMap<>();
    aliases.forEach(
        (alias, perRule) -> {
          Map<String, String> resolved = new LinkedHashMap<>();
          perRule.forEach(
              (reference, field) ->
                  index.find(reference).ifPresent(rule -> resolved.put(rule.ref().id(), field)));
          byKey.put(alias, resolved);
        });
    return new Grouping(fields, byKey);
  }

  private RuleRef own(String key) {
    return index.find(key).orElseThrow().ref();
  }

  /** A digest of the rule and of the rules it refers to. */
  private String meaning(List<String> keys, List<String> own) {
    List<String> parts = new ArrayList<>(own);
    for (String key : keys) {
      parts.add(key);
      parts.add(own(key).version());
    }
    return Ids.version(String.join("\n", parts));
  }

  private static String sorted(Map<String, Map<String, String>> aliases) {
    Map<String, Map<String, String>> sorted = new TreeMap<>();
    aliases.forEach((alias, perRule) -> sorted.put(alias, new TreeMap<>(perRule)));
    return sorted.toString();
  }

  private void problem(String message) {
    problems.add(new Problem(line, message));
  }
}

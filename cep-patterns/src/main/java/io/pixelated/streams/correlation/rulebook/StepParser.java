package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.Contiguity;
import io.pixelated.streams.correlation.SequenceStep;
import io.pixelated.streams.correlation.SequenceStep.Times;
import io.pixelated.streams.correlation.SequenceStep.Until;
import io.pixelated.streams.correlation.StepCondition;
import io.pixelated.streams.sigma.load.Problem;
import io.pixelated.streams.sigma.rule.Timespan;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Reads the steps of a sequence; {@code docs/sequences.md} describes them. */
final class StepParser {
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "rule",
          "not",
          "times",
          "optional",
          "greedy",
          "contiguity",
          "until",
          "within",
          "where");
  private static final Set<String> TAKING =
      new TreeSet<>(Set.of("times", "optional", "greedy", "contiguity", "until"));
  private static final Set<String> TIMES_KEYS = Set.of("min", "max", "contiguity");
  private static final Set<String> UNTIL_KEYS = Set.of("rule", "where");
  private static final int MOST_STEPS = 16;
  private static final int MOST_TIMES = 100;

  private final List<Problem> problems;

  /** A step and where it was written. */
  private record Written(SequenceStep step, YamlKeys keys) {}

  StepParser(List<Problem> problems) {
    this.problems = problems;
  }

  /** The steps of the sequence that {@code keys} read, with rules as it refers to them. */
  List<SequenceStep> parse(YamlKeys keys, Optional<Timespan> within) {
    int before = problems.size();
    List<Written> steps = new ArrayList<>();
    Map<String, SequenceStep> known = new LinkedHashMap<>();
    for (YamlNode node : keys.requiredList("steps")) {
      if (!(node instanceof YamlMap map)) {
        problems.add(
            new Problem(
                node.line(),
                "a step is a mapping like {name: export, rule: bulk_export}, not "
                    + node.describe()));
        continue;
      }
      YamlKeys own = new YamlKeys(map, problems);
      step(own, known)
          .ifPresent(
              step -> {
                if (known.putIfAbsent(step.name(), step) != null) {
                  problems.add(
                      new Problem(
                          map.line(),
                          "step name '" + step.name() + "' is used twice; give each its own"));
                }
                steps.add(new Written(step, own));
              });
    }
    if (problems.size() == before) {
      checkNumber(keys, steps);
    }
    if (problems.size() == before) {
      new StepCheck(steps.stream().map(Written::step).toList(), within)
          .check((position, key, message) -> steps.get(position).keys().problem(key, message));
    }
    return steps.stream().map(Written::step).toList();
  }

  private static void checkNumber(YamlKeys keys, List<Written> steps) {
    if (steps.size() > MOST_STEPS) {
      keys.problem("steps", "a sequence has at most " + MOST_STEPS + " steps; split it");
    } else if (steps.size() < 2) {
      keys.problem("steps", "a sequence has at least two steps; for one, use event_count");
    }
  }

  private Optional<SequenceStep> step(YamlKeys keys, Map<String, SequenceStep> known) {
    keys.onlyKnown("a step", KEYS);
    int before = problems.size();
    Optional<String> rule = keys.requiredText("rule");
    boolean negated = keys.flag("not", false);
    if (negated) {
      for (String key : TAKING) {
        if (keys.node(key).isPresent()) {
          keys.problem(
              key,
              "a negated step takes no '"
                  + key
                  + "': it says that no such event comes; leave it"
                  + " out");
        }
      }
    }
    String name = keys.text("name").or(() -> rule).orElse("");
    ConditionParser conditions = new ConditionParser(problems, known, negated ? "" : name);
    List<StepCondition> where = conditions.parse(keys, true);
    Optional<Until> until = until(keys, conditions);
    Contiguity contiguity = contiguity(keys, Contiguity.ANY);
    Optional<YamlMap> manyTimes =
        keys.node("times").filter(YamlMap.class::isInstance).map(YamlMap.class::cast);
    Contiguity loop = Contiguity.RELAXED;
    Times times;
    if (manyTimes.isPresent()) {
      YamlKeys loopKeys = new YamlKeys(manyTimes.get(), problems);
      times = times(loopKeys);
      loop = contiguity(loopKeys, loop);
    } else {
      int number = keys.number("times", 1, MOST_TIMES);
      times = new Times(number, number);
    }
    OptionalLong within = within(keys);
    boolean optional = keys.flag("optional", false);
    boolean greedy = keys.flag("greedy", false);
    if (problems.size() > before || rule.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SequenceStep(
            name,
            rule.get(),
            negated,
            times,
            optional,
            greedy,
            contiguity,
            loop,
            until,
            within,
            where));
  }

  private static Times times(YamlKeys keys) {
    keys.onlyKnown("'times'", TIMES_KEYS);
    if (keys.node("min").isEmpty() && keys.node("max").isEmpty()) {
      keys.problem("min", "'times' needs min or max, like {min: 3} or {min: 2, max: 5}");
    }
    int min = keys.number("min", 1, MOST_TIMES);
    int max = keys.number("max", Times.UNBOUNDED, MOST_TIMES);
    if (max < min) {
      keys.problem("max", "max " + max + " is less than min " + min + "; exchange them");
      return Times.ONCE;
    }
    return new Times(min, max);
  }

  private Optional<Until> until(YamlKeys keys, ConditionParser conditions) {
    Optional<YamlMap> map = keys.map("until");
    if (map.isEmpty()) {
      return Optional.empty();
    }
    YamlKeys end = new YamlKeys(map.get(), problems);
    end.onlyKnown("'until'", UNTIL_KEYS);
    List<StepCondition> where = conditions.parse(end, false);
    return end.requiredText("rule").map(rule -> new Until(rule, where));
  }

  private static Contiguity contiguity(YamlKeys keys, Contiguity byDefault) {
    Optional<String> text = keys.text("contiguity");
    for (Contiguity contiguity : Contiguity.values()) {
      if (text.filter(contiguity.spelling()::equals).isPresent()) {
        return contiguity;
      }
    }
    text.ifPresent(
        word ->
            keys.problem(
                "contiguity",
                String.format(
                    Locale.ROOT, "contiguity '%s' must be strict, relaxed or any", word)));
    return byDefault;
  }

  private static OptionalLong within(YamlKeys keys) {
    Optional<String> text = keys.text("within");
    Optional<Timespan> within = text.flatMap(Timespan::parse);
    if (text.isPresent() && within.isEmpty()) {
      keys.problem("within", "within '" + text.get() + "' must be " + Timespan.HINT);
    }
    return within
        .map(span -> OptionalLong.of(span.duration().toMillis()))
        .orElse(OptionalLong.empty());
  }
}

package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.SequenceStep;
import io.pixelated.streams.correlation.StepCondition;
import io.pixelated.streams.correlation.StepCondition.Earlier;
import io.pixelated.streams.correlation.StepCondition.Elapsed;
import io.pixelated.streams.correlation.StepCondition.Pick;
import io.pixelated.streams.correlation.StepCondition.Total;
import io.pixelated.streams.correlation.StepCondition.Travel;
import io.pixelated.streams.correlation.StepCondition.WithConstant;
import io.pixelated.streams.correlation.StepCondition.WithEarlier;
import io.pixelated.streams.sigma.load.Problem;
import io.pixelated.streams.sigma.rule.Comparison;
import io.pixelated.streams.sigma.rule.Timespan;
import io.pixelated.streams.sigma.yaml.ScalarType;
import io.pixelated.streams.sigma.yaml.YamlList;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the conditions of a step; {@code docs/sequences.md} describes them. */
final class ConditionParser {
  private static final List<String> SUBJECTS =
      List.of("field", "elapsed", "distance", "speed", "count", "distinct", "sum");
  private static final Set<String> COMPARISONS =
      Stream.of(Comparison.values()).map(Comparison::spelling).collect(Collectors.toSet());
  private static final Set<String> OPERAND_KEYS = Set.of("step", "field", "of");
  private static final List<String> COORDINATES =
      List.of("source.geo.location.lat", "source.geo.location.lon");
  private static final int MOST_CONDITIONS = 16;

  private final List<Problem> problems;
  private final Map<String, SequenceStep> known;
  private final String own;

  /**
   * @param known the steps before
   * @param own the name of the step that has the conditions; empty if it takes no events
   */
  ConditionParser(List<Problem> problems, Map<String, SequenceStep> known, String own) {
    this.problems = problems;
    this.known = known;
    this.own = own;
  }

  /** The conditions under {@code where}; none if it is not there. */
  List<StepCondition> parse(YamlKeys keys, boolean ofStep) {
    if (keys.node("where").isEmpty()) {
      return List.of();
    }
    List<StepCondition> conditions = new ArrayList<>();
    List<YamlNode> items = keys.requiredList("where");
    for (YamlNode item : items) {
      if (item instanceof YamlMap map) {
        conditions.addAll(condition(map));
      } else {
        problems.add(
            new Problem(
                item.line(),
                "a condition is a mapping like {field: user, eq: {step: login}}, not "
                    + item.describe()));
      }
    }
    if (items.size() > MOST_CONDITIONS) {
      keys.problem(
          "where",
          (ofStep ? "a step" : "'until'") + " has at most " + MOST_CONDITIONS + " conditions");
    }
    return conditions;
  }

  private List<StepCondition> condition(YamlMap map) {
    YamlKeys keys = new YamlKeys(map, problems);
    Optional<String> subject = subject(map);
    if (subject.isEmpty()) {
      problems.add(
          new Problem(
              map.line(), "a condition needs one of " + String.join(", ", SUBJECTS) + "; add it"));
      return List.of();
    }
    Set<String> allowed = new TreeSet<>(COMPARISONS);
    allowed.add(subject.get());
    switch (subject.get()) {
      case "elapsed" -> allowed.add("of");
      case "distance", "speed" -> allowed.addAll(List.of("of", "coordinates"));
      case "distinct", "sum" -> allowed.add("field");
      default -> {}
    }
    keys.onlyKnown("a condition on " + subject.get(), allowed);
    List<StepCondition> conditions = new ArrayList<>();
    for (Comparison comparison : Comparison.values()) {
      keys.node(comparison.spelling())
          .flatMap(operand -> condition(subject.get(), keys, comparison, operand))
          .ifPresent(conditions::add);
    }
    if (COMPARISONS.stream().noneMatch(comparison -> keys.node(comparison).isPresent())) {
      problems.add(
          new Problem(
              map.line(),
              "the condition compares with nothing; add one of "
                  + String.join(", ", new TreeSet<>(COMPARISONS))));
    }
    return conditions;
  }

  /** A sum is of a field, so that the field alone does not tell what a condition is about. */
  private static Optional<String> subject(YamlMap map) {
    return Stream.concat(SUBJECTS.stream().skip(1), SUBJECTS.stream().limit(1))
        .filter(map.entries()::containsKey)
        .findFirst();
  }

  private Optional<StepCondition> condition(
      String subject, YamlKeys keys, Comparison comparison, YamlNode operand) {
    String key = comparison.spelling();
    return switch (subject) {
      case "field" -> keys.requiredText("field").flatMap(field -> field(keys, field, comparison));
      case "elapsed" ->
          combined(
              earlier(keys, subject),
              timespan(keys, key),
              (earlier, span) -> new Elapsed(earlier, comparison, span.duration().toMillis()));
      case "distance", "speed" -> travel(subject, keys, comparison, operand);
      default -> total(subject, keys, comparison, operand);
    };
  }

  private Optional<StepCondition> field(YamlKeys keys, String field, Comparison comparison) {
    String key = comparison.spelling();
    YamlNode operand = keys.node(key).orElseThrow();
    boolean equality = comparison == Comparison.EQ || comparison == Comparison.NEQ;
    if (operand instanceof YamlMap map) {
      YamlKeys other = new YamlKeys(map, problems);
      other.onlyKnown("'" + key + "'", OPERAND_KEYS);
      String otherField = other.text("field").orElse(field);
      return earlier(other, "step")
          .map(earlier -> new WithEarlier(field, comparison, earlier, otherField));
    }
    if (operand instanceof YamlList && !equality) {
      keys.problem(key, "'" + key + "' compares with one number; write one");
      return Optional.empty();
    }
    if (!equality) {
      return number(keys, key, operand)
          .map(n -> new WithConstant(field, comparison, List.of(n.toPlainString())));
    }
    List<String> values = keys.texts(key);
    if (values.isEmpty()) {
      keys.problem(key, "'" + key + "' has no value to compare with; add one");
      return Optional.empty();
    }
    return Optional.of(new WithConstant(field, comparison, values.stream().distinct().toList()));
  }

  private Optional<StepCondition> travel(
      String subject, YamlKeys keys, Comparison comparison, YamlNode operand) {
    List<String> coordinates = keys.texts("coordinates");
    if (coordinates.isEmpty()) {
      coordinates = COORDINATES;
    }
    if (coordinates.size() != 2) {
      keys.problem("coordinates", "'coordinates' names two fields, latitude and longitude");
      return Optional.empty();
    }
    String latitude = coordinates.get(0);
    String longitude = coordinates.get(1);
    Travel.Measure measure = Travel.Measure.valueOf(subject.toUpperCase(Locale.ROOT));
    return combined(
        earlier(keys, subject),
        number(keys, comparison.spelling(), operand),
        (earlier, limit) -> new Travel(measure, earlier, comparison, limit, latitude, longitude));
  }

  private Optional<StepCondition> total(
      String subject, YamlKeys keys, Comparison comparison, YamlNode operand) {
    Total.Kind kind = Total.Kind.valueOf(subject.toUpperCase(Locale.ROOT));
    Optional<String> field =
        kind == Total.Kind.COUNT ? Optional.of("") : keys.requiredText("field");
    Optional<String> step = step(keys, subject);
    return combined(
        step.flatMap(s -> field.map(f -> List.of(s, f))),
        number(keys, comparison.spelling(), operand),
        (names, limit) -> new Total(kind, names.get(0), names.get(1), comparison, limit));
  }

  /** What {@code keys} says of earlier events: the step's name under {@code key}. */
  private Optional<Earlier> earlier(YamlKeys keys, String key) {
    Optional<String> step = step(keys, key);
    String pick = keys.text("of").orElse(Pick.LAST.spelling());
    Optional<Pick> known =
        Stream.of(Pick.values()).filter(p -> p.spelling().equals(pick)).findFirst();
    if (known.isEmpty()) {
      keys.problem("of", "of '" + pick + "' must be first, last, any or all");
    }
    return step.flatMap(name -> known.map(p -> new Earlier(name, p)));
  }

  private Optional<String> step(YamlKeys keys, String key) {
    Optional<String> name = keys.requiredText(key);
    if (name.isEmpty() || name.get().equals(own)) {
      return name;
    }
    SequenceStep step = known.get(name.get());
    if (step == null) {
      keys.problem(
          key,
          "step '"
              + name.get()
              + "' does not come before this one; a condition looks back at "
              + (known.isEmpty() ? "no step" : String.join(", ", known.keySet())));
      return Optional.empty();
    }
    if (step.negated()) {
      keys.problem(key, "step '" + name.get() + "' is negated and takes no event to look at");
      return Optional.empty();
    }
    return name;
  }

  private static Optional<BigDecimal> number(YamlKeys keys, String key, YamlNode operand) {
    if (operand instanceof YamlScalar scalar
        && (scalar.type() == ScalarType.INTEGER || scalar.type() == ScalarType.DECIMAL)) {
      return Optional.of(scalar.asNumber());
    }
    keys.problem(key, "'" + key + "' is " + operand.describe() + " but must be a number");
    return Optional.empty();
  }

  private static Optional<Timespan> timespan(YamlKeys keys, String key) {
    Optional<String> text = keys.text(key);
    Optional<Timespan> span = text.flatMap(Timespan::parseFromZero);
    if (text.isPresent() && span.isEmpty()) {
      keys.problem(key, "'" + key + ": " + text.get() + "' must be " + Timespan.HINT);
    }
    return span;
  }

  private static <A, B> Optional<StepCondition> combined(
      Optional<A> first, Optional<B> second, BiFunction<A, B, StepCondition> condition) {
    return first.flatMap(a -> second.map(b -> condition.apply(a, b)));
  }
}

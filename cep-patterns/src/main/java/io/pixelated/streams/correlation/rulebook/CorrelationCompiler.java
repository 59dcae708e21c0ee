package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.WindowCondition;
import io.pixelated.streams.correlation.WindowCondition.Bounds;
import io.pixelated.streams.correlation.WindowCorrelation;
import io.pixelated.streams.sigma.load.CorrelationNames;
import io.pixelated.streams.sigma.load.Problem;
import io.pixelated.streams.sigma.rule.Comparison;
import io.pixelated.streams.sigma.rule.CorrelationCondition;
import io.pixelated.streams.sigma.rule.CorrelationCondition.Bound;
import io.pixelated.streams.sigma.rule.CorrelationCondition.Expression;
import io.pixelated.streams.sigma.rule.CorrelationCondition.Threshold;
import io.pixelated.streams.sigma.rule.CorrelationRule;
import io.pixelated.streams.sigma.rule.CorrelationType;
import io.pixelated.streams.sigma.rule.Timespan;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compiles a Sigma correlation rule against the rules that are there. */
final class CorrelationCompiler {
  private static final int MOST_COUNTED = 10_000;

  private final CorrelationRule rule;
  private final References references;

  private CorrelationCompiler(CorrelationRule rule, References references) {
    this.rule = rule;
    this.references = references;
  }

  /** The compiled rule; empty if something is wrong, which is added to {@code problems}. */
  static Optional<Form> compile(
      RuleIndex index, CorrelationRule rule, Collection<Problem> problems) {
    References references = new References(index, rule.metadata().source().line(), problems);
    CorrelationNames.check(rule, index::findOrNull, problems);
    return new CorrelationCompiler(rule, references).compile();
  }

  private Optional<Form> compile() {
    Duration length = rule.timespan().duration();
    long timespan = references.millis("timespan", length);
    long suppress =
        references.millis("suppress", rule.suppress().map(Timespan::duration).orElse(length));
    List<String> keys = references.keys(rule.rules());
    if (references.areGood()) {
      checkRepeated(keys);
    }
    Optional<WindowCondition> condition = references.areGood() ? condition(keys) : Optional.empty();
    if (!references.areGood() || condition.isEmpty()) {
      return Optional.empty();
    }
    List<String> fields =
        rule.condition().filter(Threshold.class::isInstance).map(Threshold.class::cast).stream()
            .flatMap(threshold -> threshold.fields().stream())
            .toList();
    List<String> taken = taken(keys);
    return Optional.of(
        new Form(
            references.ref(rule.key()),
            taken,
            references.grouping(rule.groupBy(), rule.aliases()),
            fields,
            List.of(),
            timespan,
            suppress,
            rule.type().spelling()
                + (rule.type() == CorrelationType.TEMPORAL_ORDERED ? taken.toString() : ""),
            text(condition.get()),
            frame -> new WindowCorrelation(frame, rule.type(), taken, fields, condition.get())));
  }

  /** Which rules occurred is all that temporal types ask, so a rule cannot occur twice. */
  private void checkRepeated(List<String> keys) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < keys.size(); i++) {
      if (!seen.add(keys.get(i)) && rule.type().isTemporal()) {
        references.problem(
            "rule '"
                + rule.rules().get(i)
                + "' is listed twice; "
                + rule.type().spelling()
                + " asks whether a rule occurred; to ask how often, use event_count or a sequence");
      }
    }
  }

  /** The rules whose events matter: of a boolean condition those that it names. */
  private List<String> taken(List<String> keys) {
    if (rule.condition().isPresent() && rule.condition().get() instanceof Expression expression) {
      Set<String> named =
          expression.condition().mentioned().map(references::key).collect(Collectors.toSet());
      return keys.stream().filter(named::contains).toList();
    }
    return keys;
  }

  private Optional<WindowCondition> condition(List<String> keys) {
    Optional<CorrelationCondition> condition = rule.condition();
    if (condition.isEmpty()) {
      return Optional.of(
          new Bounds(List.of(new Bound(Comparison.GTE, BigDecimal.valueOf(keys.size())))));
    }
    if (condition.get() instanceof Expression expression) {
      return Formulas.of(expression.condition().renamed(references::key), references::problem)
          .map(formula -> formula);
    }
    Threshold threshold = (Threshold) condition.get();
    if (rule.type() == CorrelationType.EVENT_COUNT || rule.type() == CorrelationType.VALUE_COUNT) {
      threshold.bounds().forEach(this::checkCounted);
    }
    return Optional.of(
        new Bounds(threshold.bounds(), threshold.percentile().orElse(Bounds.MEDIAN)));
  }

  private void checkCounted(Bound bound) {
    if (bound.limit().compareTo(BigDecimal.valueOf(MOST_COUNTED)) > 0) {
      references.problem(
          "the condition compares with "
              + bound.limit().toPlainString()
              + "; one group holds at most "
              + MOST_COUNTED
              + " events, count in shorter timespans");
    }
  }

  /** The condition, so that those that mean the same read the same. */
  private static String text(WindowCondition condition) {
    if (condition instanceof Bounds bounds) {
      return bounds.bounds().stream()
          .map(bound -> bound.comparison().spelling() + ' ' + plain(bound.limit()))
          .sorted()
          .collect(Collectors.joining(", ", "", " at " + plain(bounds.percentile())));
    }
    return ((WindowCondition.Formula) condition)
        .terms().stream().map(Formulas::text).sorted().collect(Collectors.joining(" or "));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toString();
  }
}

package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.Certainty;
import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.Frame;
import io.pixelated.streams.correlation.Grouping;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.SequenceStep;
import io.pixelated.streams.correlation.WindowCondition;
import io.pixelated.streams.correlation.WindowCondition.Bounds;
import io.pixelated.streams.correlation.WindowCondition.Formula;
import io.pixelated.streams.correlation.WindowCondition.Term;
import io.pixelated.streams.correlation.WindowCorrelation;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.events.Level;
import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.sigma.rule.Comparison;
import io.pixelated.streams.sigma.rule.CorrelationCondition.Bound;
import io.pixelated.streams.sigma.rule.CorrelationType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rules and events for tests; times are in seconds. */
final class Given {
  private Given() {}

  static WindowCorrelation window(
      CorrelationType type, long timespan, int threshold, String... rules) {
    return new WindowCorrelation(
        frame("window", timespan * 1000, type.spelling() + timespan + threshold),
        type,
        List.of(rules),
        List.of(),
        new Bounds(List.of(new Bound(Comparison.GTE, BigDecimal.valueOf(threshold)))));
  }

  /** A rule of any type that is quiet for {@code suppress} after an alert. */
  static WindowCorrelation window(
      CorrelationType type,
      long timespan,
      long suppress,
      WindowCondition condition,
      String... rules) {
    String meaning = type.spelling() + timespan + "/" + suppress + condition + List.of(rules);
    return new WindowCorrelation(
        new Frame(
            ref("window"),
            new Grouping(List.of("user"), Map.of()),
            List.of(),
            timespan * 1000,
            suppress * 1000,
            1,
            true,
            type.spelling() + List.of(rules),
            meaning),
        type,
        List.of(rules),
        type.needsField() ? List.of("value") : List.of(),
        condition);
  }

  /** Bounds such as {@code gte 3} and {@code lt 10}. */
  static Bounds bounds(String... bounds) {
    return percentile("50", bounds);
  }

  static Bounds percentile(String percentile, String... bounds) {
    List<Bound> parsed = new ArrayList<>();
    for (String bound : bounds) {
      String[] parts = bound.split(" ", -1);
      Comparison comparison = Comparison.valueOf(parts[0].toUpperCase(Locale.ROOT));
      parsed.add(new Bound(comparison, new BigDecimal(parts[1])));
    }
    return new Bounds(parsed, new BigDecimal(percentile));
  }

  /** Alternatives such as {@code a b !c}. */
  static Formula formula(String... terms) {
    List<Term> parsed = new ArrayList<>();
    for (String term : terms) {
      Set<String> present = new HashSet<>();
      Set<String> absent = new HashSet<>();
      for (String name : term.split(" ", -1)) {
        (name.startsWith("!") ? absent : present).add(name.replace("!", ""));
      }
      parsed.add(new Term(present, absent));
    }
    return new Formula(parsed);
  }

  static Frame frame(String key, long timespan, String meaning) {
    return new Frame(
        ref(key),
        new Grouping(List.of("user"), Map.of()),
        List.of(),
        timespan,
        timespan,
        1,
        true,
        meaning,
        meaning);
  }

  /** Steps such as {@code a}, {@code !b} for a negated one, {@code c*3} for three of a kind. */
  static Sequence sequence(long within, String... steps) {
    List<SequenceStep> parsed = new ArrayList<>();
    for (String step : steps) {
      boolean negated = step.startsWith("!");
      String[] parts = (negated ? step.substring(1) : step).split("\\*", -1);
      int times = parts.length > 1 ? Integer.parseInt(parts[1]) : 1;
      String name = "s" + parsed.size();
      parsed.add(
          negated ? SequenceStep.not(name, parts[0]) : SequenceStep.of(name, parts[0], times));
    }
    return new Sequence(frame("sequence", within * 1000, String.join(",", steps)), parsed);
  }

  static RuleRef ref(String id) {
    return new RuleRef(id, "v1", "Title of " + id, Level.HIGH, List.of("attack.t1110"));
  }

  static MatchedEvent event(String id, long time, String... rules) {
    return valued(id, time, "", rules);
  }

  static MatchedEvent valued(String id, long time, String value, String... rules) {
    return new MatchedEvent(
        id,
        time * 1000,
        time * 1000 + 5,
        List.of(rules),
        value,
        Map.of(),
        Certainty.CERTAIN,
        List.of(new Entity(EntityType.USER, "user of " + id)),
        Classification.UNKNOWN);
  }

  static RoutedMatch match(Correlation rule, MatchedEvent event) {
    return RoutedMatch.of(rule, 0, List.of("alice"), event);
  }

  static Correlator correlator(Correlation rule) {
    return correlator(rule, Limits.standard());
  }

  static Correlator correlator(Correlation rule, Limits limits) {
    return new Correlator(
        key -> Optional.of(rule).filter(r -> r.key().equals(key)),
        raised -> List.of(),
        "eu-central-1",
        limits);
  }

  static List<Alert> in(AlertState state, List<Alert> alerts) {
    return alerts.stream().filter(alert -> alert.state() == state).toList();
  }

  /** The times of alerts, in seconds. */
  static List<Long> times(List<Alert> alerts) {
    return alerts.stream().map(alert -> alert.time() / 1000).toList();
  }
}

package io.pixelated.streams.cli.rules;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.Projection;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.ingest.ParsedEvent;
import io.pixelated.streams.sigma.explain.Explainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What a correlation or sequence makes of one event: which of its rules match it, and whether the
 * event has what groups it.
 *
 * @param rule the correlation
 * @param parts one per rule that it refers to, by key
 */
public record CorrelationExplanation(RuleRef rule, List<Part> parts) {
  /**
   * One rule that a correlation refers to.
   *
   * @param matched whether it matches the event; of a correlation, whether it takes it
   * @param fields what the correlation groups by, counts and compares, by the fields' names in the
   *     event
   * @param missing fields that the event lacks, without which it is left out
   * @param below the rules of a correlation; empty for a detection rule
   */
  record Part(
      RuleRef rule,
      boolean matched,
      Map<String, String> fields,
      List<String> missing,
      List<Part> below) {
    Part {
      Objects.requireNonNull(rule, "rule");
      fields = new LinkedHashMap<>(fields);
      missing = List.copyOf(missing);
      below = List.copyOf(below);
    }

    boolean taken() {
      return matched && missing.isEmpty();
    }
  }

  public CorrelationExplanation {
    Objects.requireNonNull(rule, "rule");
    parts = List.copyOf(parts);
  }

  static CorrelationExplanation of(Correlation correlation, Rulebook rulebook, ParsedEvent event) {
    return new CorrelationExplanation(correlation.ref(), parts(correlation, rulebook, event));
  }

  /** Whether the event counts, by itself or through a correlation further down. */
  boolean taken() {
    return parts.stream().anyMatch(Part::taken);
  }

  private static List<Part> parts(Correlation correlation, Rulebook rulebook, ParsedEvent event) {
    return new TreeSet<>(correlation.rules())
        .stream().map(key -> part(correlation, key, rulebook, event)).toList();
  }

  private static Part part(
      Correlation correlation, String key, Rulebook rulebook, ParsedEvent event) {
    if (rulebook.correlation(key).isPresent()) {
      Correlation inner = rulebook.correlation(key).get();
      List<Part> below = parts(inner, rulebook, event);
      boolean taken = below.stream().anyMatch(Part::taken);
      return new Part(inner.ref(), taken, Map.of(), List.of(), below);
    }
    boolean matched =
        rulebook
            .detectionRules()
            .rule(key)
            .map(rule -> Explainer.of(rule).explain(event).matched())
            .orElse(false);
    Map<String, String> fields = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    boolean complete = Projection.of(correlation, key, event::first).isPresent();
    for (List<String> names :
        List.of(
            correlation.grouping().fields(), correlation.valueFields(), correlation.carried())) {
      for (String name : names) {
        String field = correlation.grouping().field(name, key);
        String value = event.first(field);
        if (value != null) {
          fields.put(field, value);
        } else if (!complete && !correlation.carried().contains(name)) {
          missing.add(field);
        }
      }
    }
    return new Part(rulebook.ref(key), matched, fields, missing, List.of());
  }
}

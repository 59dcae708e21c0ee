package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.Frame;
import io.pixelated.streams.correlation.rulebook.RuleIndex.Indexed;
import io.pixelated.streams.events.Ids;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.FilterRule;
import io.pixelated.streams.sigma.rule.Meaning;
import io.pixelated.streams.sigma.rule.SigmaRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Rules that run together, each with what the others make of it.
 *
 * @param detections by key
 * @param correlations correlations and sequences by key
 * @param takers per key of a rule, the correlations that take its matches or alerts
 * @param filters by key
 */
record Network(
    Map<String, Linked> detections,
    Map<String, Correlation> correlations,
    Map<String, List<Correlation>> takers,
    Map<String, FilterRule> filters) {
  static final Network NONE = new Network(Map.of(), Map.of(), Map.of(), Map.of());

  Network {
    detections = Collections.unmodifiableMap(detections);
    correlations = Collections.unmodifiableMap(correlations);
    takers = Collections.unmodifiableMap(takers);
    filters = Collections.unmodifiableMap(filters);
  }

  /** The filters, once those of {@code gone} have given way to {@code fresh} ones. */
  Map<String, FilterRule> filters(Links fresh, Collection<Draft> gone) {
    Map<String, FilterRule> changed = new LinkedHashMap<>(filters);
    gone.forEach(draft -> draft.rules().forEach(rule -> changed.remove(rule.key())));
    changed.putAll(fresh.filters());
    return changed;
  }

  /**
   * This network with the rules of {@code gone} replaced by {@code fresh} ones, which have no
   * neighbours among the rest. Correlations that are as they were stay the same objects.
   *
   * @param tuned a detection rule as it runs, with filters and pipelines
   */
  Network with(Links fresh, Collection<Draft> gone, UnaryOperator<DetectionRule> tuned) {
    Map<String, Linked> rules = new LinkedHashMap<>(detections);
    Map<String, Correlation> compiled = new LinkedHashMap<>(correlations);
    Map<String, List<Correlation>> taking = new LinkedHashMap<>(takers);
    for (Draft draft : gone) {
      for (SigmaRule rule : draft.rules()) {
        rules.remove(rule.key());
        compiled.remove(rule.key());
        taking.remove(rule.key());
      }
      for (SequenceDraft sequence : draft.sequences()) {
        compiled.remove(sequence.key());
        taking.remove(sequence.key());
      }
    }
    for (Indexed rule : fresh.index().detections()) {
      rules.put(
          rule.ref().id(),
          new Linked(rule.detection().orElseThrow(), rule.ref(), fresh.index().standalone(rule)));
    }
    Map<String, Correlation> linked = linked(fresh, tuned);
    Map<String, List<Correlation>> freshTakers = new HashMap<>();
    for (Form form : fresh.forms().values()) {
      Correlation correlation = linked.get(form.key());
      compiled.put(form.key(), correlation);
      for (String rule : form.rules()) {
        freshTakers.computeIfAbsent(rule, key -> new ArrayList<>()).add(correlation);
      }
    }
    freshTakers.forEach((rule, list) -> taking.put(rule, List.copyOf(list)));
    return new Network(rules, compiled, taking, filters(fresh, gone));
  }

  private Map<String, Correlation> linked(Links fresh, UnaryOperator<DetectionRule> tuned) {
    Map<String, Set<String>> carried = carried(fresh);
    Map<String, String> meanings = new HashMap<>();
    Map<String, Correlation> linked = new HashMap<>();
    for (Form form : fresh.chains().innerFirst()) {
      for (String rule : form.rules()) {
        meanings.computeIfAbsent(rule, key -> Meaning.of(tuned.apply(detection(fresh, key))));
      }
      String selection = selection(form, meanings);
      String meaning =
          digest(
              List.of(
                  selection,
                  form.condition(),
                  Long.toString(form.timespan()),
                  Long.toString(form.suppress())));
      meanings.put(form.key(), meaning);
      Frame frame =
          new Frame(
              form.ref(),
              form.grouping(),
              List.copyOf(carried.get(form.key())),
              form.timespan(),
              form.suppress(),
              fresh.chains().depth(form.key()),
              fresh.index().standalone(fresh.index().find(form.key()).orElseThrow()),
              selection,
              meaning);
      Correlation compiled = form.finish().apply(frame);
      Correlation before = correlations.get(form.key());
      linked.put(form.key(), compiled.equals(before) ? before : compiled);
    }
    return linked;
  }

  private static DetectionRule detection(Links fresh, String key) {
    return fresh.index().find(key).flatMap(Indexed::detection).orElseThrow();
  }

  /** What the events of each correlation bring along: for itself, and for those further up. */
  private static Map<String, Set<String>> carried(Links fresh) {
    Map<String, Set<String>> carried = new HashMap<>();
    for (Form form : fresh.chains().outerFirst()) {
      Set<String> own = carried.computeIfAbsent(form.key(), key -> new TreeSet<>());
      own.addAll(form.conditionFields());
      for (String rule : form.rules()) {
        Form inner = fresh.forms().get(rule);
        if (inner != null) {
          Set<String> needs = new TreeSet<>(form.needs(rule, own));
          inner.grouping().fields().forEach(needs::remove);
          carried.computeIfAbsent(rule, key -> new TreeSet<>()).addAll(needs);
        }
      }
    }
    return carried;
  }

  /** A digest of what decides which events a correlation takes into which group. */
  private static String selection(Form form, Map<String, String> meanings) {
    List<String> parts = new ArrayList<>(List.of(form.selection()));
    parts.addAll(form.grouping().fields());
    for (String rule : new TreeSet<>(form.rules())) {
      parts.add("rule " + rule + ' ' + meanings.get(rule));
      form.grouping().fields().forEach(field -> parts.add(form.grouping().field(field, rule)));
      parts.add("value");
      form.valueFields().forEach(field -> parts.add(form.grouping().field(field, rule)));
      parts.add("compared");
      Map<String, String> compared = new TreeMap<>();
      form.conditionFields()
          .forEach(field -> compared.put(field, form.grouping().field(field, rule)));
      parts.add(compared.toString());
    }
    return digest(parts);
  }

  /** Each part is preceded by its length, so that no two lists of parts run together. */
  private static String digest(List<String> parts) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.length()).append(':').append(part));
    return Ids.version(text.toString());
  }
}

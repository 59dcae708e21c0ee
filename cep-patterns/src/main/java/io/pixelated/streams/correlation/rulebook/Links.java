package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.rulebook.RuleIndex.Indexed;
import io.pixelated.streams.sigma.load.Problem;
import io.pixelated.streams.sigma.load.Rejection;
import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.load.RuleRewriter;
import io.pixelated.streams.sigma.rule.CorrelationRule;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.FilterRule;
import io.pixelated.streams.sigma.rule.SigmaRule;
import io.pixelated.streams.sigma.rule.SourceLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Drafts put together: what each rule is among the others, and what does not fit.
 *
 * @param detections by key
 * @param correlations compiled correlations and sequences by key
 * @param filters by key
 * @param rejections what is wrong with drafts that do not fit
 */
record Links(
    Map<String, Linked> detections,
    Map<String, Correlation> correlations,
    Map<String, FilterRule> filters,
    IdentityHashMap<Draft, List<Rejection>> rejections) {

  static final Links NONE = new Links(Map.of(), Map.of(), Map.of(), new IdentityHashMap<>());

  Links {
    detections = Collections.unmodifiableMap(detections);
    correlations = Collections.unmodifiableMap(correlations);
    filters = Collections.unmodifiableMap(filters);
  }

  /**
   * Puts {@code drafts} together; what is as it was {@code before} stays the same object.
   *
   * @param loader whose pipelines correlations go through
   */
  static Links of(Collection<Draft> drafts, Map<String, Correlation> before, RuleLoader loader) {
    RuleIndex index = new RuleIndex(drafts);
    IdentityHashMap<Draft, List<Rejection>> rejections = new IdentityHashMap<>(index.duplicates());
    Map<String, Correlation> correlations = new LinkedHashMap<>();
    Map<String, FilterRule> filters = new LinkedHashMap<>();
    for (Draft draft : drafts) {
      if (rejections.containsKey(draft)) {
        continue;
      }
      for (SigmaRule rule : draft.rules()) {
        List<Problem> problems = new ArrayList<>();
        if (rule instanceof CorrelationRule correlation) {
          rewritten(index, correlation, loader, problems)
              .flatMap(rewritten -> CorrelationCompiler.compile(index, rewritten, problems))
              .ifPresent(found -> correlations.put(found.key(), known(found, before)));
        } else if (rule instanceof FilterRule filter) {
          check(index, filter, problems);
          filters.put(filter.key(), filter);
        }
        reject(rejections, draft, rule.metadata().source(), rule.key(), problems);
      }
      for (SequenceDraft sequence : draft.sequences()) {
        List<Problem> problems = new ArrayList<>();
        CorrelationCompiler.compile(index, sequence, problems)
            .ifPresent(found -> correlations.put(found.key(), known(found, before)));
        reject(rejections, draft, sequence.source(), sequence.key(), problems);
      }
    }
    return new Links(detections(index, correlations), correlations, filters, rejections);
  }

  /** These with those of {@code gone} replaced by {@code fresh}. */
  Links with(Links fresh, Collection<Draft> gone) {
    Map<String, Linked> rules = new LinkedHashMap<>(detections);
    Map<String, Correlation> compiled = new LinkedHashMap<>(correlations);
    Map<String, FilterRule> tuning = new LinkedHashMap<>(filters);
    for (Draft draft : gone) {
      for (SigmaRule rule : draft.rules()) {
        (rule instanceof DetectionRule ? rules : rule instanceof FilterRule ? tuning : compiled)
            .remove(rule.key());
      }
      draft.sequences().forEach(sequence -> compiled.remove(sequence.key()));
    }
    rules.putAll(fresh.detections);
    compiled.putAll(fresh.correlations);
    tuning.putAll(fresh.filters);
    return new Links(rules, compiled, tuning, fresh.rejections);
  }

  private static Map<String, Linked> detections(
      RuleIndex index, Map<String, Correlation> correlations) {
    Map<String, List<Correlation>> takers = new HashMap<>();
    for (Correlation correlation : correlations.values()) {
      for (String rule : correlation.rules()) {
        takers.computeIfAbsent(rule, key -> new ArrayList<>()).add(correlation);
      }
    }
    Map<String, Linked> detections = new LinkedHashMap<>();
    for (Indexed rule : index.detections()) {
      String key = rule.ref().id();
      detections.put(
          key,
          new Linked(
              rule.detection().orElseThrow(),
              rule.ref(),
              takers.getOrDefault(key, List.of()),
              index.standalone(rule)));
    }
    return detections;
  }

  private static Optional<CorrelationRule> rewritten(
      RuleIndex index, CorrelationRule rule, RuleLoader loader, List<Problem> problems) {
    RuleRewriter.Outcome outcome =
        loader.rewrite(
            rule, reference -> index.find(reference).flatMap(Indexed::detection).map(r -> r));
    if (outcome instanceof RuleRewriter.Refused refused) {
      problems.addAll(refused.rejection().problems());
      return Optional.empty();
    }
    return Optional.of((CorrelationRule) ((RuleRewriter.Rewritten) outcome).rule());
  }

  private static void check(RuleIndex index, FilterRule filter, List<Problem> problems) {
    int line = filter.metadata().source().line();
    for (String reference : filter.rules()) {
      Optional<Indexed> rule = index.find(reference);
      if (rule.isEmpty()) {
        problems.add(
            new Problem(line, "rule '" + reference + "' is not there; add it, or check the name"));
      } else if (rule.get().detection().isEmpty()) {
        problems.add(
            new Problem(
                line,
                "'"
                    + reference
                    + "' is no detection rule; a filter names rules that look at"
                    + " single events"));
      }
    }
  }

  private static Correlation known(Correlation compiled, Map<String, Correlation> before) {
    return Optional.ofNullable(before.get(compiled.key()))
        .filter(compiled::equals)
        .orElse(compiled);
  }

  private static void reject(
      IdentityHashMap<Draft, List<Rejection>> rejections,
      Draft draft,
      SourceLocation source,
      String key,
      List<Problem> problems) {
    if (!problems.isEmpty()) {
      rejections
          .computeIfAbsent(draft, d -> new ArrayList<>())
          .add(new Rejection(source.file(), key, problems));
    }
  }
}

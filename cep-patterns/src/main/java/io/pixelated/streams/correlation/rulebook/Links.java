package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.rulebook.RuleIndex.Indexed;
import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.sigma.load.Problem;
import io.pixelated.streams.sigma.load.Rejection;
import io.pixelated.streams.sigma.rule.CorrelationRule;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.SourceLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Drafts put together: what each rule is, which correlations take its matches, and what does not
 * fit.
 *
 * @param detections detection rules by key
 * @param refs how detections name them, by key
 * @param correlations compiled correlations and sequences by key
 * @param takers per detection rule, the correlations that take its matches
 * @param standalone keys of the detection rules that may raise incidents by themselves
 * @param rejections what is wrong with drafts that do not fit
 */
record Links(
    Map<String, DetectionRule> detections,
    Map<String, RuleRef> refs,
    Map<String, Correlation> correlations,
    Map<String, List<Correlation>> takers,
    Set<String> standalone,
    IdentityHashMap<Draft, List<Rejection>> rejections) {

  /** Puts {@code drafts} together; what is as it was {@code before} stays the same object. */
  static Links of(Collection<Draft> drafts, Map<String, Correlation> before) {
    RuleIndex index = new RuleIndex(drafts);
    IdentityHashMap<Draft, List<Rejection>> rejections = new IdentityHashMap<>(index.duplicates());
    Map<String, Correlation> correlations = new LinkedHashMap<>();
    for (Draft draft : drafts) {
      if (rejections.containsKey(draft)) {
        continue;
      }
      draft.rules().stream()
          .filter(CorrelationRule.class::isInstance)
          .map(CorrelationRule.class::cast)
          .forEach(
              rule -> {
                List<Problem> problems = new ArrayList<>();
                CorrelationCompiler.compile(index, rule, problems)
                    .ifPresent(found -> correlations.put(found.key(), known(found, before)));
                reject(rejections, draft, rule.metadata().source(), rule.key(), problems);
              });
      draft
          .sequences()
          .forEach(
              sequence -> {
                List<Problem> problems = new ArrayList<>();
                CorrelationCompiler.compile(index, sequence, problems)
                    .ifPresent(found -> correlations.put(found.key(), known(found, before)));
                reject(rejections, draft, sequence.source(), sequence.key(), problems);
              });
    }
    Map<String, DetectionRule> detections = new LinkedHashMap<>();
    Map<String, RuleRef> refs = new HashMap<>();
    Set<String> standalone = new HashSet<>();
    for (Indexed rule : index.detections()) {
      String key = rule.ref().id();
      detections.put(key, rule.detection().orElseThrow());
      refs.put(key, rule.ref());
      if (index.standalone(rule)) {
        standalone.add(key);
      }
    }
    Map<String, List<Correlation>> takers = new HashMap<>();
    for (Correlation correlation : correlations.values()) {
      for (String rule : correlation.rules()) {
        takers.computeIfAbsent(rule, key -> new ArrayList<>()).add(correlation);
      }
    }
    return new Links(
        Collections.unmodifiableMap(detections),
        refs,
        Collections.unmodifiableMap(correlations),
        takers,
        standalone,
        rejections);
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

package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.rulebook.RuleIndex.Indexed;
import io.pixelated.streams.sigma.load.Problem;
import io.pixelated.streams.sigma.load.Rejection;
import io.pixelated.streams.sigma.load.RuleRewriter;
import io.pixelated.streams.sigma.rule.CorrelationRule;
import io.pixelated.streams.sigma.rule.FilterRule;
import io.pixelated.streams.sigma.rule.SigmaRule;
import io.pixelated.streams.sigma.rule.SourceLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Drafts put together: what each rule is among the others, and what does not fit.
 *
 * @param index all rules by what refers to them
 * @param forms correlations and sequences by key
 * @param chains which of them lie below which
 * @param filters by key
 * @param rejections what is wrong with drafts that do not fit
 */
record Links(
    RuleIndex index,
    Map<String, Form> forms,
    Chains chains,
    Map<String, FilterRule> filters,
    IdentityHashMap<Draft, List<Rejection>> rejections) {

  /** Puts {@code drafts} together. */
  static Links of(Collection<Draft> drafts, RuleTerms terms) {
    RuleIndex index = new RuleIndex(drafts);
    IdentityHashMap<Draft, List<Rejection>> rejections = new IdentityHashMap<>(index.duplicates());
    Map<String, Form> forms = new LinkedHashMap<>();
    Map<String, FilterRule> filters = new LinkedHashMap<>();
    for (Draft draft : drafts) {
      if (rejections.containsKey(draft)) {
        continue;
      }
      for (SigmaRule rule : draft.rules()) {
        List<Problem> problems = new ArrayList<>();
        if (rule instanceof CorrelationRule correlation) {
          rewritten(index, correlation, terms, problems)
              .flatMap(rewritten -> CorrelationCompiler.compile(index, rewritten, problems))
              .ifPresent(form -> forms.put(form.key(), form));
        } else if (rule instanceof FilterRule filter) {
          check(index, filter, problems);
          filters.put(filter.key(), filter);
        }
        reject(rejections, draft, rule.metadata().source(), rule.key(), problems);
      }
      for (SequenceDraft sequence : draft.sequences()) {
        List<Problem> problems = new ArrayList<>();
        SequenceCompiler.compile(index, sequence, problems)
            .ifPresent(form -> forms.put(form.key(), form));
        reject(rejections, draft, sequence.source(), sequence.key(), problems);
      }
    }
    Chains chains = Chains.of(forms);
    for (Draft draft : drafts) {
      for (SigmaRule rule : draft.rules()) {
        checkChain(rejections, draft, rule.metadata().source(), rule.key(), chains, forms, terms);
      }
      for (SequenceDraft sequence : draft.sequences()) {
        checkChain(rejections, draft, sequence.source(), sequence.key(), chains, forms, terms);
      }
    }
    return new Links(index, forms, chains, filters, rejections);
  }

  private static void checkChain(
      IdentityHashMap<Draft, List<Rejection>> rejections,
      Draft draft,
      SourceLocation source,
      String key,
      Chains chains,
      Map<String, Form> forms,
      RuleTerms terms) {
    if (forms.containsKey(key)) {
      List<Problem> problems =
          chains.problem(key, terms.depth()).stream()
              .map(message -> new Problem(source.line(), message))
              .toList();
      reject(rejections, draft, source, key, problems);
    }
  }

  private static Optional<CorrelationRule> rewritten(
      RuleIndex index, CorrelationRule rule, RuleTerms terms, List<Problem> problems) {
    RuleRewriter.Outcome outcome =
        terms.loader().rewrite(rule, reference -> index.find(reference).flatMap(Indexed::rule));
    if (outcome instanceof RuleRewriter.Refused refused) {
      problems.addAll(refused.rejection().problems());
      return Optional.empty();
    }
    return Optional.of((CorrelationRule) ((RuleRewriter.Rewritten) outcome).rule());
  }

  /**
   * A filter that names several rules is for those of them that are there: when one of them is
   * removed, the others stay tuned.
   */
  private static void check(RuleIndex index, FilterRule filter, List<Problem> problems) {
    int line = filter.metadata().source().line();
    List<Problem> missing = new ArrayList<>();
    for (String reference : filter.rules()) {
      Optional<Indexed> rule = index.find(reference);
      if (rule.isEmpty()) {
        missing.add(
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
    if (missing.size() == filter.rules().size()) {
      problems.addAll(missing);
    }
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

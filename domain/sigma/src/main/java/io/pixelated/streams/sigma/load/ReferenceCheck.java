package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.rule.CorrelationRule;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.FilterRule;
import io.pixelated.streams.sigma.rule.SigmaRule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes out correlations and filters whose rules are missing, until all that remain are complete.
 */
final class ReferenceCheck {

  private final Map<String, SigmaRule> byReference;
  private final List<Rejection> rejections;
  private final Set<String> rejected;

  /** Both collections are changed: what is taken out leaves the first and enters the second. */
  ReferenceCheck(Map<String, SigmaRule> byReference, List<Rejection> rejections) {
    this.byReference = byReference;
    this.rejections = rejections;
    this.rejected = rejections.stream().map(Rejection::rule).collect(Collectors.toSet());
  }

  void removeIncomplete(List<SigmaRule> rules) {
    boolean changed = true;
    while (changed) {
      changed = rules.removeIf(this::rejectIfIncomplete);
    }
  }

  private boolean rejectIfIncomplete(SigmaRule rule) {
    List<Problem> problems = new ArrayList<>();
    int line = rule.metadata().source().line();
    for (String reference : rule.references()) {
      SigmaRule found = byReference.get(reference);
      if (found == null) {
        problems.add(new Problem(line, missing(reference)));
      } else if (found instanceof FilterRule) {
        problems.add(
            new Problem(line, "'" + reference + "' is a filter; name the rules that it is for"));
      } else if (rule instanceof FilterRule && !(found instanceof DetectionRule)) {
        problems.add(
            new Problem(
                line, "rule '" + reference + "' is a correlation; filter the rules it refers to"));
      }
    }
    if (problems.isEmpty()
        && rule instanceof CorrelationRule correlation
        && reachesItself(correlation)) {
      problems.add(new Problem(line, "the correlation refers to itself; break the circle"));
    }
    if (problems.isEmpty()) {
      return false;
    }
    rule.metadata().id().ifPresent(this::forget);
    rule.metadata().name().ifPresent(this::forget);
    rejections.add(new Rejection(rule.metadata().source().file(), rule.key(), problems));
    return true;
  }

  private void forget(String reference) {
    byReference.remove(reference);
    rejected.add(reference);
  }

  private String missing(String reference) {
    if (rejected.contains(reference)) {
      return "rule '" + reference + "' was rejected; correct it first";
    }
    String remedy = Suggestion.didYouMean(reference, byReference.keySet());
    return "rule '"
        + reference
        + "' is not among the loaded rules"
        + (remedy.isEmpty() ? "; add it, or check the name" : remedy);
  }

  private boolean reachesItself(CorrelationRule start) {
    Deque<CorrelationRule> open = new ArrayDeque<>(List.of(start));
    Set<SigmaRule> seen = new HashSet<>();
    while (!open.isEmpty()) {
      for (String reference : open.pop().references()) {
        SigmaRule next = byReference.get(reference);
        if (next == start) {
          return true;
        }
        if (next instanceof CorrelationRule correlation && seen.add(correlation)) {
          open.push(correlation);
        }
      }
    }
    return false;
  }
}

package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.rule.CorrelationRule;
import io.pixelated.streams.sigma.rule.SigmaRule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes out correlations whose rules are missing, until all that remain are complete. */
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
    if (!(rule instanceof CorrelationRule correlation)) {
      return false;
    }
    List<Problem> problems = new ArrayList<>();
    int line = rule.metadata().source().line();
    for (String reference : correlation.rules()) {
      if (!byReference.containsKey(reference)) {
        problems.add(new Problem(line, missing(reference)));
      }
    }
    if (problems.isEmpty() && reachesItself(correlation)) {
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
    return rejected.contains(reference)
        ? "rule '" + reference + "' was rejected; correct it first"
        : "rule '"
            + reference
            + "' is not among the loaded rules"
            + Suggestion.didYouMean(reference, byReference.keySet());
  }

  private boolean reachesItself(CorrelationRule start) {
    Deque<CorrelationRule> open = new ArrayDeque<>(List.of(start));
    Set<SigmaRule> seen = new HashSet<>();
    while (!open.isEmpty()) {
      for (String reference : open.pop().rules()) {
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

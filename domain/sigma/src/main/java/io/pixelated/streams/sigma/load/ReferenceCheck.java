package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.rule.CorrelationRule;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.FilterRule;
import io.pixelated.streams.sigma.rule.SigmaRule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
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
    if (problems.isEmpty() && rule instanceof CorrelationRule correlation) {
      CorrelationNames.check(correlation, byReference::get, problems);
      List<String> circle = circle(correlation);
      if (!circle.isEmpty()) {
        problems.add(
            new Problem(
                line,
                "the correlation refers to itself: "
                    + String.join(" -> ", circle)
                    + "; break the circle"));
      }
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

  /** The way from {@code start} to itself, by keys; empty if there is none. */
  private List<String> circle(CorrelationRule start) {
    Map<String, String> reachedFrom = new HashMap<>();
    Deque<CorrelationRule> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      CorrelationRule rule = open.remove();
      for (String reference : rule.references()) {
        if (byReference.get(reference) instanceof CorrelationRule next
            && reachedFrom.putIfAbsent(next.key(), rule.key()) == null) {
          if (next.key().equals(start.key())) {
            return way(start, reachedFrom);
          }
          open.add(next);
        }
      }
    }
    return List.of();
  }

  private static List<String> way(CorrelationRule start, Map<String, String> reachedFrom) {
    Deque<String> way = new ArrayDeque<>(List.of(start.key()));
    String at = reachedFrom.get(start.key());
    while (!at.equals(start.key())) {
      way.push(at);
      at = reachedFrom.get(at);
    }
    way.push(start.key());
    return List.copyOf(way);
  }
}

package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.Grouping;
import io.pixelated.streams.correlation.rulebook.RuleIndex.Indexed;
import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.sigma.load.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the compilers of correlations and sequences have in common; notes what is wrong. */
final class References {
  private static final Duration LONGEST = Duration.ofDays(30);

  private final RuleIndex index;
  private final int line;
  private final Collection<Problem> problems;
  private final int before;

  References(RuleIndex index, int line, Collection<Problem> problems) {
    this.index = index;
    this.line = line;
    this.problems = problems;
    this.before = problems.size();
  }

  void problem(String message) {
    problems.add(new Problem(line, message));
  }

  /** Whether nothing was wrong so far. */
  boolean areGood() {
    return problems.size() == before;
  }

  /** How alerts name the rule of this key. */
  RuleRef ref(String key) {
    return index.find(key).orElseThrow().ref();
  }

  /** The keys of rules; one per reference, unless something is wrong. */
  List<String> keys(List<String> references) {
    List<String> keys = new ArrayList<>();
    for (String reference : references) {
      Optional<Indexed> rule = index.find(reference);
      if (rule.isEmpty()) {
        problem("rule '" + reference + "' is not there; add it, or check the name");
      } else if (!rule.get().happens()) {
        problem("'" + reference + "' is a filter; name the rules that it is for");
      } else {
        keys.add(rule.get().ref().id());
      }
    }
    return keys;
  }

  /** The key of a rule that is known to be there. */
  String key(String reference) {
    return ref(reference).id();
  }

  /** The milliseconds of what the rule has under {@code key}. */
  long millis(String key, Duration duration) {
    if (duration.compareTo(LONGEST) > 0) {
      problem(
          key + " is longer than " + LONGEST.toDays() + " days, the longest that is remembered");
    }
    return duration.toMillis();
  }

  /** A grouping with aliases by reference as one with aliases by key. */
  Grouping grouping(List<String> fields, Map<String, Map<String, String>> aliases) {
    Map<String, Map<String, String>> byKey = new HashMap<>();
    aliases.forEach(
        (alias, perRule) -> {
          Map<String, String> resolved = new LinkedHashMap<>();
          perRule.forEach(
              (reference, field) ->
                  index.find(reference).ifPresent(rule -> resolved.put(rule.ref().id(), field)));
          byKey.put(alias, resolved);
        });
    return new Grouping(fields, byKey);
  }
}

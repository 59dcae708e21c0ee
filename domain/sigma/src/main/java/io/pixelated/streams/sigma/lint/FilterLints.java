package io.pixelated.streams.sigma.lint;

import io.pixelated.streams.sigma.load.Suggestion;
import io.pixelated.streams.sigma.rule.FilterRule;
import io.pixelated.streams.sigma.rule.SigmaRule;
import io.pixelated.streams.sigma.yaml.YamlMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Looks for rules that a filter names but that are not there. It is for the others then; one whose
 * rules are all missing is rejected.
 */
final class FilterLints {

  private final Set<String> names = new TreeSet<>();

  /** Notes how filters may refer to {@code rule}. */
  void know(SigmaRule rule) {
    Stream.concat(rule.metadata().id().stream(), rule.metadata().name().stream())
        .forEach(names::add);
  }

  /** Adds what is wrong with {@code rule}, which was read from {@code document}. */
  void check(FilterRule rule, YamlMap document, Findings findings) {
    List<String> missing = rule.rules().stream().filter(name -> !names.contains(name)).toList();
    if (missing.size() == rule.rules().size()) {
      return;
    }
    for (String name : missing) {
      String remedy = Suggestion.didYouMean(name, names);
      int line =
          document.get("filter") instanceof YamlMap filter
              ? filter.lineOf("rules")
              : document.line();
      findings.add(
          Lint.UNKNOWN_RULE,
          line,
          "rule '"
              + name
              + "' is not among these files"
              + (remedy.isEmpty() ? "; check the name, or remove it" : remedy));
    }
  }
}

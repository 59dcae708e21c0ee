package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.RegexFind;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.List;

/**
 * A rule ready to be evaluated.
 *
 * @param boundedRegexes its regular expressions that run under a step bound
 */
record CompiledRule(DetectionRule rule, Test test, List<RegexFind> boundedRegexes) {

  CompiledRule {
    boundedRegexes = List.copyOf(boundedRegexes);
  }

  RuleMatch explain(Reading reading) {
    Evidence evidence = new Evidence();
    test.explain(reading, evidence);
    return new RuleMatch(rule, evidence.fields());
  }
}

package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.RegexFind;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.List;

/**
 * A rule ready to be evaluated.
 *
 * @param anchors literals of which an event must have one; empty if there are none to go by
 * @param boundedRegexes its regular expressions that run under a step bound
 */
record CompiledRule(
    DetectionRule rule, Test test, List<Anchor> anchors, List<RegexFind> boundedRegexes) {

  CompiledRule(DetectionRule rule, Test test, List<RegexFind> boundedRegexes) {
    this(rule, test, test.anchors(), boundedRegexes);
  }

  CompiledRule {
    anchors = List.copyOf(anchors);
    boundedRegexes = List.copyOf(boundedRegexes);
  }

  RuleMatch explain(Reading reading) {
    Evidence evidence = new Evidence();
    test.explain(reading, evidence);
    return new RuleMatch(rule, evidence.fields());
  }
}

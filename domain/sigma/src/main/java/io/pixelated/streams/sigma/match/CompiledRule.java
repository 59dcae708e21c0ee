package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.List;
import java.util.Map;

/**
 * A rule ready to be evaluated.
 *
 * @param order places it among the rules of its set
 * @param requirements what an event must have: of each of these lists one anchor
 * @param leaves of each leaf with an ordinal, the anchors that decide it
 * @param fields the slots of the fields that it looks at, with their names
 */
record CompiledRule(
    DetectionRule rule,
    long order,
    Test test,
    List<List<Anchor>> requirements,
    List<List<Anchor>> leaves,
    Map<Integer, String> fields) {

  CompiledRule {
    requirements = requirements.stream().map(List::copyOf).toList();
    leaves = List.copyOf(leaves);
    fields = Map.copyOf(fields);
  }

  RuleMatch explain(Reading reading) {
    Evidence evidence = new Evidence();
    test.explain(reading, evidence);
    return new RuleMatch(rule, evidence.fields());
  }
}

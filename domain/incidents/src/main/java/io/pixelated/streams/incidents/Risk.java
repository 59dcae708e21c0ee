package io.pixelated.streams.incidents;

import java.util.List;
import java.util.TreeSet;

/** Risk of a set of rules at an hour; sums in the order of rule ids, so that it is reproducible. */
final class Risk {
  /** Risk is not told apart beyond this. */
  static final double MOST = 999;

  static final long HOUR = 3_600_000;

  private Risk() {}

  static double at(List<RuleTrace> rules, long hour, IncidentPolicy.RiskPolicy policy) {
    double sum = 0;
    for (RuleTrace rule : rules) {
      long latest = rule.latest(hour, policy.windowHours());
      if (latest >= 0) {
        double weight = policy.weight(rule.level(), rule.standalone());
        sum += weight * Math.pow(0.5, (hour - latest) / policy.halfLifeHours());
      }
    }
    return Math.min(sum, MOST);
  }

  /** The highest risk at the hours from {@code from} on at which any rule matched. */
  static Peak peak(List<RuleTrace> rules, long from, IncidentPolicy.RiskPolicy policy) {
    TreeSet<Long> hours = new TreeSet<>();
    rules.forEach(rule -> hours.addAll(rule.hours()));
    double highest = 0;
    boolean passed = false;
    for (long hour : hours.tailSet(from)) {
      double risk = at(rules, hour, policy);
      highest = Math.max(highest, risk);
      passed |= risk >= policy.threshold() && enough(rules, hour, policy);
    }
    return new Peak(highest, passed);
  }

  private static boolean enough(List<RuleTrace> rules, long hour, IncidentPolicy.RiskPolicy p) {
    long counting =
        rules.stream()
            .filter(r -> p.weight(r.level(), r.standalone()) > 0)
            .filter(r -> r.latest(hour, p.windowHours()) >= 0)
            .count();
    return counting >= p.distinctRules();
  }

  /** The highest risk, and whether it made an incident at any hour. */
  record Peak(double risk, boolean passed) {}
}

package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.load.LoadResult;
import io.pixelated.streams.sigma.load.Rejection;
import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.List;

/** Shorthand for rules in tests. */
final class Rules {

  private Rules() {}

  /** A rule with the given indented content of {@code detection}. */
  static DetectionRule detecting(String detection) {
    LoadResult result = read(detection);
    if (!result.rejections().isEmpty()) {
      throw new AssertionError(result.rejections().get(0).reason());
    }
    return (DetectionRule) result.rules().get(0);
  }

  /** Why the rule is rejected. */
  static String rejection(String detection) {
    List<Rejection> rejections = read(detection).rejections();
    if (rejections.size() != 1) {
      throw new AssertionError("not rejected");
    }
    return rejections.get(0).reason();
  }

  /** Whether a rule whose one selection is {@code item} matches the event. */
  static boolean item(String item, Object... event) {
    return matches("  s:\n    " + item + "\n  condition: s\n", event);
  }

  static boolean matches(String detection, Object... event) {
    return !RuleSet.of(List.of(detecting(detection))).match(Events.of(event)).isEmpty();
  }

  private static LoadResult read(String detection) {
    return RuleLoader.standard()
        .read(
            "test.yml",
            "title: Test\nid: test\nlogsource:\n  product: windows\ndetection:\n" + detection);
  }
}

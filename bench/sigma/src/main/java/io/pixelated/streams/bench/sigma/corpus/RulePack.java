package io.pixelated.streams.bench.sigma.corpus;

import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The SigmaHQ rules. */
public final class RulePack {
  private static final long SEED = 2;

  private RulePack() {}

  public static Path directory() {
    return Corpora.require("sigma");
  }

  /** All rules that load without placeholder values. */
  public static List<DetectionRule> all() {
    return RuleLoader.standard().load(List.of(directory())).detections();
  }

  /** Some of {@code rules}, always the same ones, and fewer of them among more. */
  public static List<DetectionRule> sample(List<DetectionRule> rules, int count) {
    List<DetectionRule> mixed = new ArrayList<>(rules);
    Collections.shuffle(mixed, new Random(SEED));
    return List.copyOf(mixed.subList(0, Math.min(count, mixed.size())));
  }
}

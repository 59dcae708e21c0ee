package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.RequiredLiteral.Position;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses by which of its requirements a rule is found among others: by as many as make it unlikely
 * to be found in vain, first those that are cheap to check.
 */
final class RequirementChoice {

  /** Rarer than this, one more check costs more than the evaluations that it spares. */
  private static final double RARE_ENOUGH = 0.002;

  /** A literal that this many rules share less than half of them is told apart by frequency. */
  private static final double SMOOTHING = 20;

  private record Rated(List<Anchor> anchors, double likelihood, boolean cheap) {}

  private final Map<Anchor, Integer> uses = new HashMap<>();
  private final int rules;

  RequirementChoice(Collection<CompiledRule> rules) {
    this.rules = rules.size();
    for (CompiledRule rule : rules) {
      for (List<Anchor> anchors : rule.requirements()) {
        for (Anchor anchor : anchors) {
          if (anchor.position() == Position.WHOLE || anchor.position() == Position.NUMBER) {
            uses.merge(anchor, 1, Integer::sum);
          }
        }
      }
    }
  }

  List<List<Anchor>> of(CompiledRule rule) {
    List<Rated> rated = new ArrayList<>();
    for (List<Anchor> anchors : rule.requirements()) {
      rated.add(rate(anchors));
    }
    rated.sort(Comparator.comparing(Rated::cheap).reversed().thenComparing(Rated::likelihood));
    List<List<Anchor>> chosen = new ArrayList<>();
    double likelihood = 1;
    for (Rated each : rated) {
      boolean worthIt = chosen.isEmpty() || (likelihood > RARE_ENOUGH && each.likelihood() < 0.8);
      if (worthIt && chosen.size() < OutputTable.MAX_REQUIREMENTS) {
        chosen.add(each.anchors());
        likelihood *= each.likelihood();
      }
    }
    return chosen;
  }

  private Rated rate(List<Anchor> anchors) {
    double sum = 0;
    boolean cheap = true;
    for (Anchor anchor : anchors) {
      double frequency = uses.getOrDefault(anchor, 0) / (rules + SMOOTHING);
      sum += Math.max(frequency, anchor.likelihood());
      cheap &= anchor.isCheap();
    }
    return new Rated(anchors, Math.min(1, sum), cheap);
  }
}

package io.pixelated.streams.jobs.rules;

import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.correlation.rulebook.RulebookChange;
import io.pixelated.streams.events.Ids;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.RuleStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rules that are to be compiled. It may take long, so any thread may do it; in a process it is done
 * once.
 *
 * @param origin digest of all that they are made from
 * @param before the rules that there are already
 * @param change what is to be taken in, in its order
 */
record Compilation(String origin, Rulebook before, List<RuleDocument> change) {
  Compilation {
    change = List.copyOf(change);
  }

  /** A first compilation: {@code before}, which has no rules, is known as {@code origin}. */
  static Compilation first(String origin, Rulebook before, List<RuleDocument> all) {
    return new Compilation(digest(origin, all), before, all);
  }

  /** A compilation that goes on from other rules. */
  static Compilation after(CompiledRules before, List<RuleDocument> change) {
    return new Compilation(digest(before.origin(), change), before.rulebook(), change);
  }

  CompiledRules run() {
    return SharedRules.ofProcess().get(origin, this::compile);
  }

  /** Makes what another compilation came to known as the outcome of this one. */
  CompiledRules as(CompiledRules same) {
    return SharedRules.ofProcess()
        .get(origin, () -> new CompiledRules(origin, same.rulebook(), same.statuses()));
  }

  /** Takes in as much at once as it can: what follows another of its key comes after. */
  private CompiledRules compile() {
    RulebookChange all = new RulebookChange(before, List.of());
    List<RuleDocument> together = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (RuleDocument document : change) {
      if (!keys.add(document.key())) {
        all = followed(all, together);
        together.clear();
        keys.clear();
        keys.add(document.key());
      }
      together.add(document);
    }
    all = followed(all, together);
    return new CompiledRules(origin, all.rulebook(), all.statuses());
  }

  private static RulebookChange followed(RulebookChange first, List<RuleDocument> together) {
    RulebookChange next = first.rulebook().apply(together);
    List<RuleStatus> statuses = new ArrayList<>(first.statuses());
    statuses.addAll(next.statuses());
    return new RulebookChange(next.rulebook(), statuses);
  }

  private static String digest(String origin, List<RuleDocument> documents) {
    List<String> parts = new ArrayList<>();
    parts.add(origin);
    for (RuleDocument document : documents) {
      parts.add(document.key());
      parts.add(document.text());
      parts.add(document.file());
      parts.add(document.origin().position());
    }
    return Ids.of("rules", parts.toArray(String[]::new));
  }
}

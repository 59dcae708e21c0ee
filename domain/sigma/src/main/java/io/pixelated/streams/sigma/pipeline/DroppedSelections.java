package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.rule.Condition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes selections out of a condition: what asked for them asks for the rest only. */
final class DroppedSelections {

  private DroppedSelections() {}

  /** {@code condition} as far as it speaks of {@code kept}; empty if it does not. */
  static Optional<Condition> without(Condition condition, Set<String> kept) {
    if (condition instanceof Condition.Named named) {
      return kept.contains(named.name()) ? Optional.of(named) : Optional.empty();
    }
    if (condition instanceof Condition.Not not) {
      return without(not.part(), kept).map(Condition.Not::new);
    }
    if (condition instanceof Condition.Quantified quantified) {
      List<String> names = quantified.names().stream().filter(kept::contains).toList();
      return names.isEmpty()
          ? Optional.empty()
          : Optional.of(new Condition.Quantified(quantified.all(), quantified.pattern(), names));
    }
    boolean all = condition instanceof Condition.And;
    List<Condition> parts =
        (condition instanceof Condition.And and ? and.parts() : ((Condition.Or) condition).parts())
            .stream().flatMap(part -> without(part, kept).stream()).toList();
    if (parts.size() < 2) {
      return parts.stream().findFirst();
    }
    return Optional.of(all ? new Condition.And(parts) : new Condition.Or(parts));
  }
}

package io.pixelated.streams.residency;

import io.pixelated.streams.events.DataClass;
import java.util.List;
import java.util.Set;

/**
 * A condition on which a record may be whole in a region that its regime restricts.
 *
 * @param regions ids of the regions
 * @param classes the regime's classes that it holds for
 * @param clause what it rests on: the decision, or the clause on contracts
 */
record Transfer(Mechanism mechanism, Set<String> regions, List<DataClass> classes, String clause) {
  /** Why a transfer is lawful. */
  enum Mechanism {
    /** The destination's law is adequate; says so a decision that is named. */
    ADEQUACY,
    /** Standard contractual clauses, and an {@link Approval} by several people. */
    SCC
  }

  Transfer {
    regions = Set.copyOf(regions);
    classes = List.copyOf(classes);
  }
}

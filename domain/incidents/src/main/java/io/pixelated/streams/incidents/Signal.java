package io.pixelated.streams.incidents;

import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.Evidence;
import io.pixelated.streams.events.Level;
import java.util.List;
import java.util.Objects;

/**
 * A detection or an alert on its way into an incident; made by {@link Grouping}.
 *
 * @param evidence what is to be added, or taken out
 * @param state {@code FINAL} for a detection; a withdrawn alert takes its evidence out, and one
 *     that is closed only says more of what is known
 * @param standalone whether its rule may raise an incident by itself
 * @param primary the entity that it is about most of all
 * @param links the entities by which it belongs together with other evidence, sorted; never empty
 */
public record Signal(
    Evidence evidence, AlertState state, boolean standalone, Entity primary, List<Entity> links) {
  public Signal {
    Objects.requireNonNull(evidence, "evidence");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(primary, "primary");
    links = List.copyOf(links);
    if (links.isEmpty()) {
      throw new IllegalArgumentException("links is empty: name the rule where nobody is named");
    }
  }

  /** The key that the stream of signals is partitioned by: one for each set of links. */
  public String key() {
    return Strand.key(links);
  }

  Holding holding() {
    return new Holding(
        evidence.markedProvisional(state == AlertState.PROVISIONAL), standalone, primary);
  }

  /**
   * Whether this evidence is an incident by itself: any stand-alone alert, and stand-alone
   * detections of level high and above. All else adds risk.
   */
  public static boolean opens(Evidence evidence, boolean standalone) {
    return standalone
        && (evidence.kind() == Evidence.Kind.ALERT
            || evidence.rule().level().compareTo(Level.HIGH) >= 0);
  }
}

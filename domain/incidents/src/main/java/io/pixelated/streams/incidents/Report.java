package io.pixelated.streams.incidents;

import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Entity;
import java.util.List;
import java.util.Objects;

/**
 * What {@link StrandKeeper} tells {@link IncidentDesk}: some evidence that links the same entities.
 *
 * <p>A later report of the same evidence says more, never less; the desk may miss any but the last.
 *
 * @param key digest of the links
 * @param links the entities, sorted
 * @param cluster all that is known and settled in one stretch of time; of an alert that is
 *     provisional, or no longer, that alone
 * @param state {@code FINAL} for what is settled
 * @param alert id of the alert that is provisional, or no longer, or now settled; else empty
 */
public record Report(
    String key, List<Entity> links, Cluster cluster, AlertState state, String alert) {
  public Report {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(alert, "alert");
    links = List.copyOf(links);
  }
}

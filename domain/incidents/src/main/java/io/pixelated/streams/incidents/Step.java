package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Incident;
import java.util.List;

/**
 * What one call of {@link IncidentTracker} leads to.
 *
 * @param book the state to keep; null when nothing is left to remember and the state is to be
 *     cleared
 * @param updates what to write now, in this order
 * @param processingTimer when to call {@link IncidentTracker#onProcessingTime} next, epoch
 *     milliseconds; {@link #NEVER} if there is no need
 * @param eventTimer when to call {@link IncidentTracker#onEventTime} next, in event time; {@link
 *     #NEVER} if there is no need
 */
public record Step(
    IncidentBook book, List<Incident> updates, long processingTimer, long eventTimer) {
  /** No timer is needed. */
  public static final long NEVER = Long.MAX_VALUE;

  public Step {
    updates = List.copyOf(updates);
  }
}

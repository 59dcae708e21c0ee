package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Incident;
import java.util.List;

/**
 * What one call of {@link IncidentDesk} leads to.
 *
 * @param updates what to write now, in this order
 * @param processingTimer when to call {@link IncidentDesk#onProcessingTime} next, epoch
 *     milliseconds; {@link #NEVER} if there is no need
 * @param eventTimer when to call {@link IncidentDesk#onEventTime} next, in event time; {@link
 *     #NEVER} if there is no need
 */
public record DeskStep(List<Incident> updates, long processingTimer, long eventTimer) {
  /** No timer is needed. */
  public static final long NEVER = Long.MAX_VALUE;

  public DeskStep {
    updates = List.copyOf(updates);
  }

  /**
   * A timer that is due already would fire again and again before time moves on; at the end of the
   * input it never does.
   */
  static long after(long watermark, long timer) {
    return watermark == Long.MAX_VALUE || timer == NEVER ? NEVER : Math.max(timer, watermark + 1);
  }
}

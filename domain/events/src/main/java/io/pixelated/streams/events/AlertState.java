package io.pixelated.streams.events;

/** How sure an {@link Alert} is. */
public enum AlertState {
  /** The events that have arrived satisfy the condition; an earlier one may yet change it. */
  PROVISIONAL,
  /** A provisional alert that the events, now complete, do not bear out. */
  WITHDRAWN,
  /** A provisional alert that became final as it was announced: the final one has its id. */
  CONFIRMED,
  /** The watermark has passed it: a function of the events alone. */
  FINAL,
  /** A final alert once more, when its quiet time is over and something was suppressed in it. */
  CLOSED
}

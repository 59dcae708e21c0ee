package io.pixelated.streams.correlation;

/** How sure it is that an event happened; only an alert that is an event is ever in doubt. */
public enum Certainty {
  /** It happened. */
  CERTAIN,
  /** A provisional alert: it may be withdrawn, or become certain. */
  PROVISIONAL,
  /** A provisional alert that was withdrawn: the event of this id did not happen. */
  WITHDRAWN
}

package io.pixelated.streams.jobs.eventtime;

import io.pixelated.streams.events.Origin;

/**
 * A record that happened at some time and was read at some place.
 *
 * @param <T> the type of the record itself
 */
public interface Timed<T> {
  /** Event time, epoch milliseconds. */
  long time();

  /** Whether its time is known to say nothing about how far time has come. */
  boolean stale();

  /** Where it was read. */
  Origin origin();

  /** The same record, marked as one that came too late for windows. */
  T asLate();
}

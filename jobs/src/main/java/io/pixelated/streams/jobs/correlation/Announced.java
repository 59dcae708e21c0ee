package io.pixelated.streams.jobs.correlation;

import io.pixelated.streams.events.Alert;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** Where provisional alerts went, to be read back after a failure. */
@FunctionalInterface
public interface Announced extends Serializable {
  /**
   * Those that have neither been confirmed nor withdrawn.
   *
   * @param since when the first of interest may have been announced, epoch milliseconds
   * @throws IOException if they cannot be read
   */
  List<Alert> undecided(long since) throws IOException;
}

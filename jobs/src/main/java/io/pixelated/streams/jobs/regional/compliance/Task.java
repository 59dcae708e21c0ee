package io.pixelated.streams.jobs.regional.compliance;

import io.pixelated.streams.privacy.erasure.ErasureReport;
import java.util.List;
import java.util.Objects;

/**
 * A request about which something is to be done now.
 *
 * @param received the request
 * @param reports of an erasure: what stages report that they forgot
 * @param sweep of an erasure that is done: which time it is that rows are looked for that came
 *     late, counted from 1; 0 if the request itself is to be worked on
 * @param before of a sweep: rows of events from before this time are meant, epoch milliseconds
 */
public record Task(Received received, List<ErasureReport> reports, int sweep, long before) {
  public Task {
    Objects.requireNonNull(received, "received");
    reports = List.copyOf(reports);
    if (sweep < 0) {
      throw new IllegalArgumentException("sweep is " + sweep + ": count from 1");
    }
  }

  /** A request that nothing has to be waited for. */
  static Task of(Received received) {
    return of(received, List.of());
  }

  /** An erasure for which running jobs have done their part, or have had their time. */
  static Task of(Received received, List<ErasureReport> reports) {
    return new Task(received, reports, 0, Long.MAX_VALUE);
  }

  /** A later look for what an erasure could not find yet. */
  static Task sweep(Received received, int sweep, long before) {
    return new Task(received, List.of(), sweep, before);
  }
}

package io.pixelated.streams.jobs.regional.compliance;

import io.pixelated.streams.privacy.erasure.ErasureReport;
import java.util.List;
import java.util.Objects;

/**
 * A request about which something is to be done now.
 *
 * @param received the request
 * @param reports of an erasure: what stages report that they forgot
 */
public record Task(Received received, List<ErasureReport> reports) {
  public Task {
    Objects.requireNonNull(received, "received");
    reports = List.copyOf(reports);
  }
}

package io.pixelated.streams.jobs.erasure;

import java.util.Objects;

/**
 * Somebody whom a stage has been ordered to forget.
 *
 * @param requestId id of the request
 * @param until what was recorded before this time, by Kafka's clock, is to be forgotten; epoch
 *     milliseconds
 * @param traces finds the person
 */
public record Forgotten(String requestId, long until, SubjectTraces traces) {
  public Forgotten {
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(traces, "traces");
  }

  /**
   * Whether what was recorded then is from before the order.
   *
   * @param observed Kafka's timestamp, of several records the latest
   */
  public boolean precedes(long observed) {
    return observed < until;
  }
}

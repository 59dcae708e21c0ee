package io.pixelated.streams.privacy.erasure;

import io.pixelated.streams.privacy.Subject;
import java.util.Objects;

/**
 * What every stage that keeps records of persons is told to forget.
 *
 * @param requestId id of the request
 * @param requestedAt when the subject asked for it, epoch milliseconds
 * @param subject whom to forget
 */
public record ErasureOrder(String requestId, long requestedAt, Subject subject) {
  public ErasureOrder {
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(subject, "subject");
  }
}

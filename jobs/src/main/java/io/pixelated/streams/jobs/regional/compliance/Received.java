package io.pixelated.streams.jobs.regional.compliance;

import java.util.Objects;

/**
 * A request that could be read, sealed: neither what travels in the job nor its checkpoints name
 * anybody.
 *
 * @param requestId id of the request
 * @param kind what is asked for, in one word
 * @param role in what role, in one word
 * @param requestedAt when it was asked for, epoch milliseconds
 * @param key key of the record on {@code privacy.requests}; empty if it has none
 * @param pseudonym what stands for the subject in everything that is kept about the request: drawn
 *     at random, so that nothing leads from it to the subject
 * @param refusal why nothing is done about it; empty: it is
 * @param sealed the request, sealed under its id with the region's key
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record Received(
    String requestId,
    String kind,
    String role,
    long requestedAt,
    String key,
    String pseudonym,
    String refusal,
    byte[] sealed) {
  public Received {
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(pseudonym, "pseudonym");
    Objects.requireNonNull(refusal, "refusal");
    Objects.requireNonNull(sealed, "sealed");
  }
}

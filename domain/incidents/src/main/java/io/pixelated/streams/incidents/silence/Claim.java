package io.pixelated.streams.incidents.silence;

import java.util.Objects;

/**
 * One side of an inhibition, with the values that must be equal on both.
 *
 * @param inhibition the inhibition's id
 * @param key digest of the inhibition and the values of its equal labels
 * @param activeMillis how long a source is active
 * @param comment why the inhibition is there
 */
public record Claim(String inhibition, String key, long activeMillis, String comment) {
  public Claim {
    Objects.requireNonNull(inhibition, "inhibition");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(comment, "comment");
  }
}

package io.pixelated.streams.events;

import java.util.Objects;

/**
 * What became of one version of a rule.
 *
 * @param key key of the rule's record on {@code detection.rules}
 * @param version digest of the text
 * @param state accepted, rejected or removed
 * @param file the file that the author pushed; empty if unknown
 * @param line one-based line of the problem in it; 0 if there is none
 * @param reason why it was rejected and what would help; empty if it was not
 */
public record RuleStatus(
    String key, String version, State state, String file, int line, String reason) {
  /** What became of it. */
  public enum State {
    ACCEPTED,
    REJECTED,
    REMOVED
  }

  public RuleStatus {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(reason, "reason");
  }
}

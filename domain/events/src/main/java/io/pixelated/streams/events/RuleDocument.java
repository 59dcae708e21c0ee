package io.pixelated.streams.events;

import java.util.Objects;

/**
 * A record of {@code detection.rules}: the text that a rule id now has.
 *
 * @param key the record's key: the rule's id
 * @param text one or more YAML documents; empty for a tombstone, which removes the rule
 * @param file the file that the author pushed, for messages; empty if unknown
 * @param origin where it was read
 */
public record RuleDocument(String key, String text, String file, Origin origin) {
  public RuleDocument {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(origin, "origin");
  }

  /** Whether this removes the rule. */
  public boolean isTombstone() {
    return text.isEmpty();
  }
}

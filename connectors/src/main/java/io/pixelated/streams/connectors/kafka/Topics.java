package io.pixelated.streams.connectors.kafka;

import java.util.Objects;

/**
 * The names that the catalogue's topics have on one broker for one region.
 *
 * @param prefix what precedes every name: empty in a region's own cluster, {@code us-east-1.} where
 *     one broker serves several regions
 */
public record Topics(String prefix) {
  public Topics {
    Objects.requireNonNull(prefix, "prefix");
    if (!prefix.matches("[A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "topic prefix '"
              + prefix
              + "' has a character that Kafka does not allow in names: use letters, digits, '.', '_'"
              + " and '-'");
    }
  }

  /** Names in a region's own cluster. */
  public static Topics unprefixed() {
    return new Topics("");
  }

  /** Names of one region on a broker that it shares with others. */
  public static Topics sharedBy(String region) {
    return new Topics(region + '.');
  }

  /** The name of a topic. */
  public String name(Topic topic) {
    return prefix + topic.topicName();
  }
}

package io.pixelated.streams.jobs.regional.compliance;

import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.connectors.kafka.TopicPeriods;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The topics that hold records of persons for a time that ends by itself. */
final class ShortLived {
  /** How long one may keep them, or keep what a tombstone removes. */
  static final Duration LONGEST = Duration.ofDays(30);

  /** All that may tell of a person: audit chains hold pseudonyms that lead nowhere. */
  static final List<Topic> TOPICS =
      Arrays.stream(Topic.values())
          .filter(topic -> topic != Topic.AUDIT)
          .filter(topic -> !topic.isCompacted() || TopicTraces.REMOVABLE.contains(topic))
          .toList();

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private ShortLived() {}

  /**
   * Refuses brokers that keep records of persons for too long.
   *
   * @throws IllegalStateException with every topic and what to do about it
   */
  static void check(Place place) throws InterruptedException {
    List<String> problems =
        TopicPeriods.of(place.kafka(), place.topics(), TOPICS, LONGEST, PATIENCE).problems();
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join(System.lineSeparator(), problems));
    }
  }
}

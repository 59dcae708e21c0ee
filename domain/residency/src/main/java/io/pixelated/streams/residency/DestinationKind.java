package io.pixelated.streams.residency;

import java.util.Locale;

/** What kind of place a record is headed for. */
public enum DestinationKind {
  /** The database of a region. */
  REGIONAL_STORE,
  /** A Kafka topic of a region. */
  REGIONAL_TOPIC,
  /** A Kafka topic that all regions read: outside of every region. */
  GLOBAL_TOPIC;

  private final String word = name().toLowerCase(Locale.ROOT);

  String word() {
    return word;
  }
}

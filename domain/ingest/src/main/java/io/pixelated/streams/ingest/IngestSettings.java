package io.pixelated.streams.ingest;

import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * What a deployment decides about incoming events.
 *
 * @param region region whose job reads them
 * @param futureTolerance how far an event's time may lie ahead of the broker's before it is not
 *     believed
 * @param maxAge how far it may lie behind before the event counts as stale; zero for any
 * @param sourceZone zone of times that name none
 */
public record IngestSettings(
    String region, Duration futureTolerance, Duration maxAge, ZoneId sourceZone)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public IngestSettings {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(sourceZone, "sourceZone");
    notNegative("futureTolerance", futureTolerance);
    notNegative("maxAge", maxAge);
  }

  /** Five minutes of tolerance, seven days as the topic keeps events, zone UTC. */
  public static IngestSettings of(String region) {
    return new IngestSettings(region, Duration.ofMinutes(5), Duration.ofDays(7), ZoneOffset.UTC);
  }

  /** The same for old events, such as recordings: none is stale. */
  public IngestSettings ofAnyAge() {
    return new IngestSettings(region, futureTolerance, Duration.ZERO, sourceZone);
  }

  private static void notNegative(String key, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(key + " is " + value + "; give zero or more");
    }
  }
}

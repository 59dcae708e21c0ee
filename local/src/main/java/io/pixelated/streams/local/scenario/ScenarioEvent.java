package io.pixelated.streams.local.scenario;

import java.time.Instant;
import java.util.Objects;

/**
 * One record as a producer would write it to {@code security.events.raw}.
 *
 * @param region where it happens
 * @param time event time, which the record itself carries too
 * @param arrival when the record reaches the topic; at most the scenario's disorder after {@code
 *     time}
 * @param key record key: the entity that acts
 * @param json the record, UTF-8 JSON; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // copying every record would cost more than making it
public record ScenarioEvent(String region, Instant time, Instant arrival, String key, byte[] json) {
  public ScenarioEvent {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(json, "json");
    if (arrival.isBefore(time)) {
      throw new IllegalArgumentException("event of " + time + " arrives earlier, at " + arrival);
    }
  }
}

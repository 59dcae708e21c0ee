package io.pixelated.streams.jobs.regional.compliance;

import io.pixelated.streams.connectors.kafka.KeyedTopic;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.residency.Policies;
import io.pixelated.streams.residency.PolicyException;
import io.pixelated.streams.residency.Regions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The policies of a region as they stand at the moment. */
final class CurrentPolicies {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private CurrentPolicies() {}

  /**
   * The newest valid policies; those that are shipped where nobody has written any.
   *
   * @throws IOException if the topic cannot be read to its end, or holds none that are valid: there
   *     may be legal holds among them, so nothing is to be deleted
   */
  static Policies read(Place place) throws IOException {
    Policies newest = Policies.shipped();
    boolean found = false;
    boolean unreadable = false;
    for (KeyedRecord record :
        KeyedTopic.read(place.kafka(), place.topic(Topic.POLICIES), PATIENCE)) {
      try {
        newest =
            record.value().length == 0
                ? Policies.shipped()
                : Policies.parse(
                    new String(record.value(), StandardCharsets.UTF_8), Regions.shipped());
        found = true;
      } catch (PolicyException e) {
        // threat-correlation has told of it; what was there before stays.
        unreadable = true;
      }
    }
    if (unreadable && !found) {
      throw new IOException(
          "the policies on "
              + place.topic(Topic.POLICIES)
              + " cannot be read, so what has to be kept is not known; write valid ones");
    }
    return newest;
  }
}

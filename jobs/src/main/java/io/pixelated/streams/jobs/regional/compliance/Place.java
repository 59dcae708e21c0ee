package io.pixelated.streams.jobs.regional.compliance;

import io.pixelated.streams.connectors.database.DatabaseSettings;
import io.pixelated.streams.connectors.kafka.KafkaSettings;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.connectors.kafka.Topics;
import io.pixelated.streams.residency.keys.KeyLocation;
import java.io.Serializable;
import java.util.Objects;

/**
 * Where a region's records are, and the keys to them. Holds no secret.
 *
 * @param region id of the region
 * @param prefix what precedes its topics' names
 */
record Place(
    String region, KafkaSettings kafka, String prefix, DatabaseSettings database, KeyLocation keys)
    implements Serializable {
  Place {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(kafka, "kafka");
    Objects.requireNonNull(prefix, "prefix");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(keys, "keys");
  }

  Topics topics() {
    return new Topics(prefix);
  }

  String topic(Topic topic) {
    return topics().name(topic);
  }
}

package io.pixelated.streams.events;

import java.util.Objects;

/**
 * The place in Kafka that a record was read from.
 *
 * @param topic topic name, region prefix included
 * @param partition partition of the topic
 * @param offset offset in the partition
 * @param timestamp the record's Kafka timestamp in epoch milliseconds: when it was produced
 */
public record Origin(String topic, int partition, long offset, long timestamp) {
  public Origin {
    Objects.requireNonNull(topic, "topic");
  }

  /** The position alone, as {@code topic/partition/offset}: unique within a cluster. */
  public String position() {
    return topic + '/' + partition + '/' + offset;
  }
}

package io.pixelated.streams.local.watch;

import io.pixelated.streams.connectors.kafka.KafkaSettings;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.connectors.kafka.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How many raw events no completed checkpoint covers yet. Flink's source commits its offsets with
 * the checkpoint, as the sinks do their transactions: at zero, all results are visible.
 */
public final class Backlog implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 10;

  private final Admin admin;
  private final Map<String, String> groupOfTopic = new HashMap<>();

  /**
   * The backlog of some regions' jobs.
   *
   * @param groupOfRegion consumer group of each region's job
   */
  public Backlog(KafkaSettings kafka, Map<String, String> groupOfRegion) {
    this.admin = Admin.create(kafka.toProperties());
    groupOfRegion.forEach(
        (region, group) -> groupOfTopic.put(Topics.sharedBy(region).name(Topic.EVENTS_RAW), group));
  }

  /** Events still to be covered. */
  public long events() throws InterruptedException {
    try {
      Map<TopicPartition, Long> ends = ends();
      Map<TopicPartition, Long> committed = new HashMap<>();
      for (String group : groupOfTopic.values()) {
        committed(group).forEach((p, o) -> committed.put(p, o == null ? 0 : o.offset()));
      }
      return ends.entrySet().stream()
          .mapToLong(end -> end.getValue() - committed.getOrDefault(end.getKey(), 0L))
          .sum();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker does not tell its offsets", e);
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> committed(String group)
      throws InterruptedException, ExecutionException, TimeoutException {
    return admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  private Map<TopicPartition, Long> ends()
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    Collection<TopicDescription> topics =
        admin
            .describeTopics(groupOfTopic.keySet())
            .allTopicNames()
            .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .values();
    for (TopicDescription topic : topics) {
      topic
          .partitions()
          .forEach(
              p ->
                  latest.put(new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest()));
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
        admin.listOffsets(latest).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).entrySet()) {
      ends.put(end.getKey(), end.getValue().offset());
    }
    return ends;
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}

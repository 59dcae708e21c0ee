package io.pixelated.streams.connectors.kafka;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Addresses each record to its own topic. The record's time is left to the producer: event times
 * may lie outside what the broker accepts, and would make its retention drop old events at once.
 *
 * <p>The broker would refuse a record beyond {@link Topic.Limits#RECORD} for ever and so stop the
 * job. No job makes one out of what it may read, so it can only be a mistake in the job: it is left
 * out, counted ({@code recordsTooLarge}) and logged.
 */
final class OutboundSerializer
    implements KafkaRecordSerializationSchema<Outbound>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(OutboundSerializer.class);

  /** Every topic of the catalogue, whatever its prefix. */
  private static final Pattern TOPICS =
      Pattern.compile(
          Arrays.stream(Topic.values())
              .map(topic -> Pattern.quote(topic.topicName()))
              .collect(Collectors.joining("|", ".*(?:", ")")));

  /** What Kafka adds to key and value: batch and record headers. */
  private static final int OVERHEAD = 1024;

  private transient Counter tooLarge;

  @Override
  public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
    tooLarge = context.getMetricGroup().counter("recordsTooLarge");
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Outbound record, KafkaSinkContext sink, Long timestamp) {
    byte[] key = record.keyBytes();
    byte[] value = record.value();
    long size = (long) key.length + (value == null ? 0 : value.length) + OVERHEAD;
    if (size > Topic.Limits.RECORD) {
      tooLarge.inc();
      LOG.error(
          "a record of {} bytes for {} is left out: at most {} fit; report this as a defect",
          size,
          record.topic(),
          Topic.Limits.RECORD);
      return null;
    }
    return new ProducerRecord<>(record.topic(), partition(record, sink), key, value);
  }

  private static Integer partition(Outbound record, KafkaSinkContext sink) {
    if (record.lane() == Outbound.BY_KEY) {
      return null;
    }
    int[] partitions = sink.getPartitionsForTopic(record.topic());
    return partitions[record.lane() % partitions.length];
  }

  /** Where the sink has to look for transactions that a lost job left open. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofPattern(TOPICS)));
  }
}

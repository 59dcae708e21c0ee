package io.pixelated.streams.connectors.kafka;

import java.time.Duration;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Makes the two sinks of a job. Each takes records of every topic, so that what one checkpoint
 * covers becomes visible in one transaction a subtask, and a job has few producers.
 */
public final class KafkaSinks {
  /**
   * How long an open transaction survives its job. It must stay under the broker's {@code
   * transaction.max.timeout.ms} (15 minutes by default), or the broker refuses the producer, and
   * above the longest expected recovery, or what was pre-committed is lost.
   */
  public static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(10);

  private KafkaSinks() {}

  /**
   * The sink whose records become visible with the checkpoint that covers them.
   *
   * @param transactionalIdPrefix unique to this sink among everything that writes to the cluster:
   *     job and region
   */
  public static KafkaSink<Outbound> exactlyOnce(KafkaSettings kafka, String transactionalIdPrefix) {
    return sink(kafka)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(transactionalIdPrefix)
        // Reuses ids: with a transaction a second, fresh ones would fill the broker's memory.
        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
        // Nobody sees a record before its checkpoint: it may as well wait for a larger batch.
        .setProperty(ProducerConfig.LINGER_MS_CONFIG, "100")
        .setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(1 << 18))
        .setProperty(
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            Long.toString(TRANSACTION_TIMEOUT.toMillis()))
        .build();
  }

  /**
   * The sink whose records are visible at once and may repeat after a failure: for what must not
   * wait for a checkpoint and carries an id by which readers drop repeats.
   */
  public static KafkaSink<Outbound> atLeastOnce(KafkaSettings kafka) {
    return sink(kafka)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setProperty(ProducerConfig.LINGER_MS_CONFIG, "2")
        .build();
  }

  private static KafkaSinkBuilder<Outbound> sink(KafkaSettings kafka) {
    Properties properties = kafka.toProperties();
    properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
    properties.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "snappy");
    properties.setProperty(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(Topic.Limits.RECORD));
    return KafkaSink.<Outbound>builder()
        .setKafkaProducerConfig(properties)
        .setBootstrapServers(kafka.bootstrapServers())
        .setRecordSerializer(new OutboundSerializer());
  }
}

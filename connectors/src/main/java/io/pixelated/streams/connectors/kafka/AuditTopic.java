package io.pixelated.streams.connectors.kafka;

import io.pixelated.streams.residency.audit.AuditVerifier;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/** Reads the audit chains on {@code compliance.audit} as they stand there. */
public final class AuditTopic {
  private static final byte[] NOTHING = {};

  private AuditTopic() {}

  /**
   * Gives every entry of the topic to a verifier, up to the present end; and what belongs to
   * signatures seen there, which may become visible a moment later than those.
   *
   * @param topic full name of the topic
   * @param timeout how long the broker may take to hand over the next records
   * @param progress is told how many entries have been read
   * @throws IOException if the topic cannot be read to its end
   */
  public static void read(
      KafkaSettings kafka,
      String topic,
      Duration timeout,
      AuditVerifier verifier,
      LongConsumer progress)
      throws IOException {
    new TopicReader(kafka, topic, timeout)
        .read(
            OptionalLong.empty(),
            (record, partitions) -> {
              byte[] entry = record.value() == null ? NOTHING : record.value();
              String source = topic + '-' + record.partition();
              int chain = verifier.take(source, record.offset(), entry, 0, entry.length);
              if (chain >= 0 && chain % partitions != record.partition()) {
                verifier.misplaced(chain, "it stands in partition " + record.partition());
              }
              progress.accept(verifier.entries());
            },
            verifier::isAwaiting);
  }
}

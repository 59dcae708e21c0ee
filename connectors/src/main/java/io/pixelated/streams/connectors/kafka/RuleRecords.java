package io.pixelated.streams.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.producer.ProducerRecord;

/** The form of records on {@code detection.rules}, for those who push rules. */
public final class RuleRecords {
  /** Header with the name of the author's file, for messages about the rule. */
  public static final String FILE_HEADER = "file";

  private RuleRecords() {}

  /** The record that gives a rule id a text. */
  public static ProducerRecord<byte[], byte[]> put(
      String topic, String ruleId, String text, String file) {
    ProducerRecord<byte[], byte[]> rule =
        new ProducerRecord<>(topic, ruleId.getBytes(UTF_8), text.getBytes(UTF_8));
    rule.headers().add(FILE_HEADER, file.getBytes(UTF_8));
    return rule;
  }

  /** The record that removes a rule. */
  public static ProducerRecord<byte[], byte[]> remove(String topic, String ruleId) {
    return new ProducerRecord<>(topic, ruleId.getBytes(UTF_8), null);
  }
}

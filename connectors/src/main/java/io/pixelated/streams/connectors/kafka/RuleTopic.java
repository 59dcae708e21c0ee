package io.pixelated.streams.connectors.kafka;

import io.pixelated.streams.events.RuleDocument;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads {@code detection.rules} from its beginning to its present end. */
public final class RuleTopic {
  private RuleTopic() {}

  /**
   * Every record that is there, in the order in which they were pushed: older versions of a rule as
   * far as compaction has left them, for the latest may be one that is rejected; tombstones too.
   *
   * @param timeout how long the broker may take to hand over the next records
   * @throws IOException if the topic cannot be read to its end
   */
  public static List<RuleDocument> read(KafkaSettings kafka, String topic, Duration timeout)
      throws IOException {
    List<RuleDocument> all = new ArrayList<>();
    new TopicReader(kafka, topic, timeout)
        .read(OptionalLong.empty(), record -> all.add(RuleDocumentDeserializer.documentOf(record)));
    return List.copyOf(all);
  }
}

package io.pixelated.streams.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicTest {
  @Test
  void aDeadLetterHasRoomForTheLargestRawRecordInBase64() {
    int base64 = (Topic.Limits.RAW_RECORD + 2) / 3 * 4;

    assertThat(base64 + (1 << 20)).isLessThan(Topic.DEAD_LETTERS.maxMessageBytes());
  }

  @Test
  void namesAreUniqueAndTellTheirRegionOnASharedBroker() {
    assertThat(Arrays.stream(Topic.values()).map(Topic::topicName)).doesNotHaveDuplicates();
    assertThat(Topics.unprefixed().name(Topic.INCIDENTS)).isEqualTo("security.incidents");
    assertThat(Topics.sharedBy("us-east-1").name(Topic.INCIDENTS))
        .isEqualTo("us-east-1.security.incidents");
  }

  @Test
  void refusesAPrefixThatKafkaWouldRefuse() {
    assertThatThrownBy(() -> new Topics("a b"))
        .hasMessageContaining("topic prefix 'a b' has a character that Kafka does not allow");
  }

  @Test
  void settingsNeverPrintSecrets() {
    KafkaSettings settings =
        new KafkaSettings("broker:9092", Map.of("sasl.jaas.config", "password=hunter2"));

    assertThat(settings.toString()).isEqualTo("KafkaSettings[broker:9092, [sasl.jaas.config]]");
    assertThat(settings.toProperties()).containsEntry("bootstrap.servers", "broker:9092");
  }
}

package io.pixelated.streams.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {
  @Test
  void sameInputsGiveTheSameIdOnEveryMachine() {
    assertThat(Ids.of("detection", "rule", "event"))
        .isEqualTo(Ids.of("detection", "rule", "event"))
        .isNotEqualTo(Ids.of("alert", "rule", "event"));
  }

  @Test
  void partsDoNotRunTogether() {
    assertThat(Ids.of("detection", "ab", "c")).isNotEqualTo(Ids.of("detection", "a", "bc"));
    assertThat(Ids.of("detection", "ab")).isNotEqualTo(Ids.of("detection", "a", "b"));
  }

  @Test
  void isAVersionEightUuid() {
    UUID id = UUID.fromString(Ids.of("event", "x"));

    assertThat(id.version()).isEqualTo(8);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void samePayloadAtAnotherPositionIsAnotherEvent() {
    byte[] payload = "{}".getBytes(StandardCharsets.UTF_8);

    assertThat(Ids.of("event", payload, "raw/0/1"))
        .isNotEqualTo(Ids.of("event", payload, "raw/0/2"));
  }
}

package io.pixelated.streams.privacy.breach;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreachNoticeTest {
  @Test
  void saysWhenTheAuthorityWasNotified() throws IOException {
    BreachNotice notice =
        read("{\"notified_at\": \"2026-11-23T08:00:00Z\", \"reference\": \"A-1\", \"by\": \"x\"}");

    assertThat(Instant.ofEpochMilli(notice.notifiedAt())).isEqualTo("2026-11-23T08:00:00Z");
  }

  @Test
  void refusesWhatIsNoNoticeWithAllThatIsWrong() {
    assertThatThrownBy(() -> read("{\"notified_at\": \"+999999999-01-01T00:00:00Z\"}"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "no notice: notified_at is no time: give one such as 2026-11-22T10:00:00Z;"
                + " reference is missing or blank: give a text");
    assertThatThrownBy(() -> read("secret"))
        .isInstanceOf(IOException.class)
        .message()
        .doesNotContain("secret");
  }

  private static BreachNotice read(String json) throws IOException {
    return BreachNotice.read(json.getBytes(UTF_8));
  }
}

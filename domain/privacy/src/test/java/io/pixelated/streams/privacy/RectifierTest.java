package io.pixelated.streams.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RectifierTest {
  private final Rectifier rectifier =
      new Rectifier(
          new PrivacyRequest.Rectification(
              new PrivacyRequest.Header(
                  "dsr-3",
                  Instant.EPOCH,
                  Subject.of(List.of(new Identifier(IdentifierKind.USER, "ana"))),
                  "EU",
                  new PrivacyRequest.Requester("x", Role.SUBJECT)),
              List.of(
                  new Correction("source.country", "FR", "DE"),
                  new Correction("tags", "vip", "staff"),
                  new Correction("people.name", "Anna", "Ana"))));

  @Test
  void correctsWhatIsWrongAndNothingElse() {
    String record =
        "{\"source\":{\"country\":\"FR\",\"x\":\"FR\"},\"country\":\"FR\",\"tags\":[\"vip\",\"a\"],"
            + "\"people\":[{\"name\":\"Anna\"},{\"name\":\"Ben\"}],\"n\":1.50}";

    assertThat(rectifier.rectify(record))
        .isEqualTo(
            "{\"source\":{\"country\":\"DE\",\"x\":\"FR\"},\"country\":\"FR\",\"tags\":[\"staff\",\"a\"],"
                + "\"people\":[{\"name\":\"Ana\"},{\"name\":\"Ben\"}],\"n\":1.50,\"rectified_by\":[\"dsr-3\"]}");
  }

  @Test
  void changesNothingTheSecondTime() {
    String once = rectifier.rectify("{\"source\":{\"country\":\"FR\"}}");

    assertThat(rectifier.rectify(once)).isEqualTo(once);
    assertThat(rectifier.isTracedIn(once)).isTrue();
    assertThat(rectifier.isTracedIn("{}")).isFalse();
    assertThat(rectifier.rectify("no JSON")).isEqualTo("no JSON");
  }
}

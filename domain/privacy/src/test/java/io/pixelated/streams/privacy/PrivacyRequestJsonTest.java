package io.pixelated.streams.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.events.InvalidRecordException;
import io.pixelated.streams.privacy.PrivacyRequest.Erasure;
import io.pixelated.streams.privacy.PrivacyRequest.Rectification;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivacyRequestJsonTest {
  private static final String ERASURE =
      """
      {"id": "dsr-17", "type": "erasure", "requested_at": "2026-11-22T10:00:00+01:00", "home": "EU",
       "subject": {"user": ["CORP\\\\Ana.Keller"], "email": ["Ana.Keller@example.org"],
                   "ip": ["2001:DB8:0:0::1"], "token": ["AbC"]},
       "requester": {"name": "case 4711", "role": "subject"}}""";

  @Test
  void readsARequestAndNormalisesItsNames() {
    PrivacyRequest request = read(ERASURE);

    assertThat(request).isInstanceOf(Erasure.class);
    assertThat(request.id()).isEqualTo("dsr-17");
    assertThat(request.header().requestedAt()).isEqualTo(Instant.parse("2026-11-22T09:00:00Z"));
    assertThat(request.header().subject().entities())
        .containsExactly(
            new Entity(EntityType.USER, "ana.keller"),
            new Entity(EntityType.ADDRESS, "2001:db8::1"),
            new Entity(EntityType.TOKEN, "AbC"));
  }

  @Test
  void readsBackWhatItWrote() {
    String rectification =
        ERASURE
            .replace("erasure", "rectification")
            .replace(
                "\"home\"",
                "\"corrections\": [{\"field\": \"source.country\", \"wrong\": \"FR\", \"right\": \"DE\"}], \"home\"");
    for (String json :
        new String[] {ERASURE, rectification, ERASURE.replace("erasure", "opt_in")}) {
      PrivacyRequest request = read(json);

      assertThat(PrivacyRequestJson.read(PrivacyRequestJson.write(request))).isEqualTo(request);
    }
    assertThat(((Rectification) read(rectification)).corrections())
        .containsExactly(new Correction("source.country", "FR", "DE"));
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"id": "ana keller", "type": "forget", "requested_at": "soon", "home": "Germany",
                     "subject": {"ip": ["hunter2.example"]}, "requester": {"role": "king"}, "x": 1}"""))
        .isInstanceOf(InvalidRecordException.class)
        .hasMessageContaining("id is none: give")
        .hasMessageContaining("type is none that is known: use one of [access, erasure")
        .hasMessageContaining("requested_at is no time")
        .hasMessageContaining("home is no jurisdiction")
        .hasMessageContaining("subject.ip : one is no IP address")
        .hasMessageContaining("requester.name is missing")
        .hasMessageContaining("requester.role is none that is known")
        .hasMessageContaining("the record has a member that is not known");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "secret",
        "{\"id\": \"secret\", \"id\": \"secret\"}",
        "{\"id\": \"secret/\", \"secret\": {\"secret\": [\"secret\"]}}",
        "{\"subject\": {\"secret\": [\"secret\"]}, \"requester\": \"secret\"}",
        "{\"subject\": {\"email\": [\"secret\"], \"user\": [\"s\"]}}",
        "{} secret",
        "{\"type\": \"rectification\", \"corrections\": [{\"field\": \"secret secret\"}, \"secret\"]}",
        "{\"a\": [[[[[[[[[[\"secret\"]]]]]]]]]]}"
      })
  void quotesNothingOfWhatItRefuses(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(InvalidRecordException.class)
        .hasNoCause()
        .message()
        .doesNotContain("secret");
  }

  @Test
  void printsNoNames() {
    assertThat(read(ERASURE).toString()).doesNotContain("ana").doesNotContain("4711");
  }

  private static PrivacyRequest read(String json) {
    return PrivacyRequestJson.read(json.getBytes(UTF_8));
  }
}

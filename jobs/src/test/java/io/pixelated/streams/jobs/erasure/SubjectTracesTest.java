package io.pixelated.streams.jobs.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.privacy.Identifier;
import io.pixelated.streams.privacy.IdentifierKind;
import io.pixelated.streams.privacy.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTracesTest {
  private static final SubjectTraces ANA =
      new SubjectTraces(
          Subject.of(
              List.of(
                  new Identifier(IdentifierKind.EMAIL, "ana.keller@clinic.example"),
                  new Identifier(IdentifierKind.HOST, "ws-17"),
                  new Identifier(IdentifierKind.IP, "203.0.113.9"))));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ana.keller",
        "ANA.Keller",
        "ACME\\Ana.Keller",
        "ana.keller@clinic.example",
        "ana.keller@elsewhere.example",
        "C:\\Users\\ana.keller\\x.ps1",
        "net user ana.keller.",
        "\"user\":\"ana.keller\"",
        "ws-17.clinic.example",
        "203.0.113.9:443"
      })
  void findsANameInAnyLetterCaseAndInsideOfLongerTexts(String text) {
    assertThat(ANA.in(text)).isTrue();
    assertThat(ANA.maybeIn(text.getBytes(UTF_8), text.getBytes(UTF_8).length)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "diana.keller",
        "ana.kellermann",
        "ana.keller-old",
        "x.ana.keller",
        "ws-171",
        "1203.0.113.9",
        "203.0.113.90",
        "203.0.113.9.1",
        ""
      })
  void doesNotTakeSomebodyElseForThem(String text) {
    assertThat(ANA.in(text)).isFalse();
  }

  @Test
  void knowsTheEntitiesThatJobsMakeOfThem() {
    assertThat(ANA.in(new Entity(EntityType.USER, "ana.keller"))).isTrue();
    assertThat(ANA.in(new Entity(EntityType.ADDRESS, "203.0.113.9"))).isTrue();
    assertThat(ANA.in(new Entity(EntityType.RULE, "ana.keller"))).as("no person").isFalse();
    assertThat(ANA.in(new Entity(EntityType.USER, "ben.moss"))).isFalse();
  }

  @Test
  void doesNotPrintTheirNames() {
    assertThat(ANA.toString()).doesNotContain("ana").doesNotContain("203");
  }
}

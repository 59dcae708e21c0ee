package io.pixelated.streams.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.KeyPurpose;
import io.pixelated.streams.residency.keys.PseudonymKey;
import io.pixelated.streams.residency.keys.TokenKey;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectMatcherTest {
  private static final String REGION = "eu-central-1";
  private static final KeyProvider KEYS = KeyProvider.development();

  private final SubjectMatcher ana =
      matcher(
          new Identifier(IdentifierKind.USER, "ana.keller"),
          new Identifier(IdentifierKind.EMAIL, "a.keller@example.org"),
          new Identifier(IdentifierKind.IP, "2001:db8::7"),
          new Identifier(IdentifierKind.HOST, "ws-17"),
          new Identifier(IdentifierKind.PATIENT, "4711-x"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ana.keller",
        "by ANA.Keller.",
        "CORP\\ana.keller",
        "ana.keller@corp.example",
        "ａｎａ．ｋｅｌｌｅｒ",
        "user:ana.keller",
        "mailto:a.keller%40example.org",
        "[2001:DB8:0:0::7]:443",
        "2001:0db8:0000:0000:0000:0000:0000:0007",
        "ws-17.corp.example.org",
        "{\"a\":[{\"b\":\"{\\\"c\\\":\\\"ana.keller\\\"}\"}]}",
        "{\"ana.keller\":1}",
        "{\"a\":\"an\\u0061.keller\"}",
        "{\"patient\":{\"id\":\"4711-X\"}}"
      })
  void findsAName(String text) {
    assertThat(ana.isIn(text)).isTrue();
    assertThat(ana.isIn(text.getBytes(UTF_8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "ana.keller2",
        "joana.keller",
        "x.ana.keller",
        "ana.keller-smith",
        "ana.keller.smith",
        "b.a.keller",
        "2001:db8::70",
        "2001:db8::7:1",
        "ws-170",
        "my-ws-17",
        "{\"a\":4711}"
      })
  void takesNobodyElseForThem(String text) {
    assertThat(ana.isIn(text)).isFalse();
  }

  @Test
  void findsWhatStandsForAName() {
    String pseudonym = PseudonymKey.all(KEYS, REGION, "Ana.Keller").get(0);
    String token =
        new TokenKey(KEYS.current(REGION, KeyPurpose.ENCRYPTION)).token("CORP\\Ana.Keller");
    String encoded = Base64.getEncoder().encodeToString("x ana.keller y\0".getBytes(UTF_8));

    assertThat(ana.isIn("{\"u\":\"" + pseudonym + "\"}")).isTrue();
    assertThat(ana.isIn("{\"u\":\"" + token + "\"}")).isTrue();
    assertThat(ana.isIn("{\"base64\":\"" + encoded + "\"}")).isTrue();
    assertThat(ana.isIn(PseudonymKey.all(KEYS, REGION, "ben").get(0))).isFalse();
    assertThat(ana.isIn(PseudonymKey.all(KEYS, "us-east-1", "ana.keller").get(0))).isFalse();
  }

  @Test
  void findsARandomNameAmongRandomTextsAndNowhereElse() {
    Random random = new Random(4711);
    for (int round = 0; round < 3_000; round++) {
      String name = word(random) + '.' + word(random);
      SubjectMatcher matcher = matcher(new Identifier(IdentifierKind.USER, name));
      String before = word(random) + " ,;:/\\\"(".charAt(random.nextInt(8));
      String after = " ,;:/\\\")@".charAt(random.nextInt(9)) + word(random);
      String written = random.nextBoolean() ? name : name.toUpperCase(Locale.ROOT);
      String json =
          "{\"k\":\""
              + (before + written + after).replace("\\", "\\\\").replace("\"", "\\\"")
              + "\"}";

      assertThat(matcher.isIn(json)).as(json).isTrue();
      assertThat(matcher.isIn(json.replace(written, written + 'x'))).isFalse();
      assertThat(matcher.probes())
          .as("what the database passes over holds no name")
          .anyMatch(probe -> json.toLowerCase(Locale.ROOT).contains(probe));
    }
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = 2 + random.nextInt(6); i > 0; i--) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  private static SubjectMatcher matcher(Identifier... names) {
    return new SubjectMatcher(Subject.of(List.of(names)), KEYS, REGION);
  }
}

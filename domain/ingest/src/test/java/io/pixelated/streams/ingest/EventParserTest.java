package io.pixelated.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {
  @Test
  void readsOneObject() {
    assertThat(Events.parse("{'a':1}").text(0)).isEqualTo("1");
  }

  @Test
  void acceptsWhiteSpaceAroundTheObjectAndKeepsItOutOfTheEvent() {
    ParsedEvent event = Events.parse(" \t{'a':1} \r\n");
    assertThat(event.json()).isEqualTo(Events.json("{'a':1}"));
  }

  @Test
  void acceptsAByteOrderMarkAtTheStartOnly() {
    byte[] marked = "\uFEFF{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    assertThat(Events.parse(marked).json()).isEqualTo(Events.json("{'a':1}"));
    byte[] twice = "\uFEFF\uFEFF{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    assertThat(Events.reason(twice)).contains("not JSON");
    byte[] behind = "{\"a\":1}\uFEFF".getBytes(StandardCharsets.UTF_8);
    assertThat(Events.reason(behind)).contains("goes on after the object that ends at byte 7");
  }

  @Test
  void refusesNothing() {
    assertThat(Events.reason(new byte[0]))
        .isEqualTo("record is empty; send one JSON object a record");
    assertThat(Events.reason(Events.json(" \n"))).contains("only white space");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{'a':1}]", "1", "'text'", "null", "true"})
  void refusesWhatIsNoObject(String text) {
    assertThat(Events.reason(Events.json(text))).contains("not an object");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'a':1}{'b':2}", "{'a':1}\n{'b':2}", "{'a':1}]", "{'a':1}x", "{'a':1},"})
  void refusesGluedRecords(String text) {
    assertThat(Events.reason(Events.json(text)))
        .contains("goes on after the object that ends at byte 7", "a record of its own");
  }

  @Test
  void refusesEveryTruncation() {
    byte[] whole = Events.json("{'a':[1,{'b':'\u00e4\\n'}],'c':true,'d':-1.5e3,'e':null}");
    for (int length = 0; length < whole.length; length++) {
      assertThat(Events.reason(Arrays.copyOf(whole, length))).startsWith("record ");
    }
  }

  @Test
  void refusesWhatIsNotUtf8() {
    assertThat(Events.reason(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xE4, '"', '}'}))
        .isEqualTo("record is not UTF-8 at byte 6; convert it at its source");
    assertThat(Events.reason("{\"a\":1}".getBytes(StandardCharsets.UTF_16)))
        .contains("not UTF-8 at byte 0");
    assertThat(Events.reason("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE)))
        .contains("zero bytes");
    assertThat(Events.reason("{\"a\":1}".getBytes(java.nio.charset.Charset.forName("UTF-32BE"))))
        .contains("zero bytes");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0xC080, 0xC1BF, 0xE08080, 0xEDA080, 0xF0808080, 0xF4908080, 0xF8888880, 0x80, 0xFF})
  void refusesWhatOnlyLooksLikeUtf8(int sequence) {
    byte[] bytes = new byte[12];
    Arrays.fill(bytes, (byte) ' ');
    int at = 5;
    for (int shift = 24; shift >= 0; shift -= 8) {
      if (sequence >>> shift != 0) {
        bytes[at++] = (byte) (sequence >>> shift);
      }
    }
    assertThat(Utf8.firstInvalid(bytes)).isEqualTo(5);
  }

  @Test
  void acceptsAllOfUtf8() {
    StringBuilder text = new StringBuilder();
    for (int c = 0x20; c <= Character.MAX_CODE_POINT; c += 7) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        text.appendCodePoint(c);
      }
    }
    assertThat(Utf8.firstInvalid(text.toString().getBytes(StandardCharsets.UTF_8))).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{a:1}",
        "{'a':NaN}",
        "{'a':01}",
        "{'a':1,}",
        "{'a' 1}",
        "{/*x*/}",
        "{'a':'\n'}",
        "{'a':.5}",
        "{'a':'\\x'}",
        "PK\u0003\u0004",
        "\u007fELF"
      })
  void refusesWhatIsNotJson(String text) {
    assertThat(Events.reason(Events.json(text))).contains("not JSON at byte");
  }

  @Test
  void refusesARecordAboveItsSize() {
    byte[] bytes = new byte[(1 << 20) + 1];
    Arrays.fill(bytes, (byte) ' ');
    bytes[0] = '{';
    bytes[1] = '}';
    assertThat(Events.reason(bytes)).contains("has 1048577 bytes, the limit is 1048576");
    assertThat(Events.parse(Arrays.copyOf(bytes, 1 << 20)).size()).isZero();
  }

  @Test
  void acceptsNestingUpToTheLimitOnly() {
    assertThat(Events.parse(nested(64)).size()).isEqualTo(64);
    assertThat(Events.reason(nested(65))).contains("nested deeper than 64 levels");
    assertThat(Events.reason(Events.json("{'a':" + "[".repeat(500_000))))
        .contains("nested deeper than 64 levels");
  }

  private static byte[] nested(int depth) {
    return Events.json("{'a':".repeat(depth - 1) + "{'a':1}" + "}".repeat(depth - 1));
  }

  @Test
  void refusesTooManyValues() {
    String values = "1,".repeat(16_383) + "1";
    assertThat(Events.parse("{'a':[" + values + "]}").size()).isEqualTo(16_384);
    assertThat(Events.reason(Events.json("{'a':[" + values + ",1]}")))
        .contains("more than 16384 values");
  }

  @Test
  void refusesLongNamesPathsAndNumbers() {
    assertThat(Events.reason(Events.json("{'" + "n".repeat(1_025) + "':1}")))
        .contains("path is longer");
    assertThat(Events.reason(Events.json("{'" + "n".repeat(900_000) + "':1}")))
        .contains("too long");
    String half = "n".repeat(600);
    assertThat(Events.reason(Events.json("{'" + half + "':{'" + half + "':1}}")))
        .contains("path is longer");
    assertThat(Events.reason(Events.json("{'a':" + "9".repeat(100_000) + "}"))).contains("number");
  }

  @Test
  void refusesNamesThatAreMadeToCollide() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < 4_096; i++) {
      StringBuilder name = new StringBuilder();
      for (int bit = 0; bit < 12; bit++) {
        name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      text.append(i == 0 ? "" : ",").append('\'').append(name).append("':1");
    }
    assertThat(Events.reason(Events.json(text + "}"))).contains("made to collide");
  }

  @Test
  void givesNoContentAway() {
    String secret = "s3cr3t";
    for (String text :
        new String[] {
          "{'p':'" + secret,
          "{'p':" + secret + "}",
          "{'" + secret + "':1}" + secret,
          secret,
          "{'p':'" + secret + "\u0001'}",
          "{'" + secret.repeat(500) + "':1}"
        }) {
      assertThat(Events.reason(Events.json(text))).doesNotContain(secret).contains(";");
    }
  }
}

package io.pixelated.streams.residency.minimise;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTapeTest {
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final String RECORD =
      """
      {"a":{"b":[1,-2.5e3,true,false,null,"x\\"\\\\\\u00e9 \\n"],"\\u0062":"longer than eight letters"},
       "c.d":0.10,"e":[],"f":{},"umlaut":"\u00fc \u20ac \ud83d\ude00","n":-0,"z":{"z":{"z":[[[]]]}}}""";

  private static final String DAMAGE = "\"{}[],:\\ 1ae.-\u00fc\n";

  private final JsonTape tape = new JsonTape();

  private int find(String path) {
    return tape.find(JsonFields.ROOT, JsonPath.of(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "1",
        "null",
        "{",
        "}",
        "{}{}",
        "{} x",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\":1 \"b\":2}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":+1}",
        "{\"a\":1e}",
        "{\"a\":-}",
        "{\"a\":NaN}",
        "{\"a\":tru}",
        "{\"a\":truex}",
        "{\"a\":[1,]}",
        "{\"a\":[1}",
        "{\"a\":\"x}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\t\"}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"a\":/**/1}",
        "{\"a\":1}\u0000",
        "\ufeff{}"
      })
  void refusesWhatIsNotExactlyOneObject(String json) {
    assertThat(tape.read(json.getBytes(UTF_8))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00c3",
        "\u00c0\u00af",
        "\u00ed\u00a0\u0080",
        "\u00f5\u0080\u0080\u0080",
        "\u00ff",
        "\u00e2\u0082"
      })
  void refusesWhatIsNotUtf8(String latin) {
    assertThat(tape.read(("{\"a\":\"" + latin + "\"}").getBytes(ISO_8859_1))).isFalse();
    assertThat(tape.read(("{\"" + latin + "\":1}").getBytes(ISO_8859_1))).isFalse();
  }

  @Test
  void refusesWhatIsNestedTooDeepAndNamesTwiceAmongMany() {
    assertThat(tape.read(("{\"a\":" + "[".repeat(400) + "]".repeat(400) + "}").getBytes(UTF_8)))
        .isTrue();
    assertThat(tape.read(("{\"a\":" + "[".repeat(600) + "]".repeat(600) + "}").getBytes(UTF_8)))
        .isFalse();
    StringBuilder many = new StringBuilder("{");
    for (int i = 0; i < 5_000; i++) {
      many.append("\"m").append(i).append("\":0,");
    }
    assertThat(tape.read((many + "\"last\":1}").getBytes(UTF_8))).isTrue();
    assertThat(tape.read((many + "\"m17\":1}").getBytes(UTF_8))).isFalse();
    assertThat(tape.read((many + "\"m4999\":1}").getBytes(UTF_8))).isFalse();
  }

  @Test
  void findsWhatIsUnderNames() {
    assertThat(tape.read(RECORD.replace("\\u0062", "bb").getBytes(UTF_8))).isTrue();

    assertThat(tape.number(find("a.b.0"))).isEqualTo(1);
    assertThat(tape.number(find("a.b.1"))).isEqualTo(-2500);
    assertThat(tape.text(find("a.b.5"))).isEqualTo("x\"\\\u00e9 \n");
    assertThat(tape.text(find("umlaut"))).isEqualTo("\u00fc \u20ac \ud83d\ude00");
    assertThat(find("c.d")).isEqualTo(JsonFields.NONE);
    assertThat(find("a.b.6")).isEqualTo(JsonFields.NONE);
    assertThat(find("a.b.0.x")).isEqualTo(JsonFields.NONE);
  }

  @Test
  void takesNothingThatAStrictParserRefuses() throws IOException {
    byte[] good = RECORD.replace("\\u0062", "bb").getBytes(UTF_8);
    int taken = 0;
    for (int seed = 0; seed < 30_000; seed++) {
      Random random = new Random(seed);
      byte[] json = good.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        json[random.nextInt(json.length)] = (byte) DAMAGE.charAt(random.nextInt(DAMAGE.length()));
      }
      boolean strict;
      try {
        strict = STRICT.readTree(json) instanceof ObjectNode;
      } catch (IOException e) {
        strict = false;
      }
      boolean read = tape.read(json);
      boolean utf8 = new String(json, UTF_8).indexOf('\ufffd') < 0;
      assertThat(read).as("seed %d", seed).isEqualTo(strict && utf8);
      taken += read ? 1 : 0;
    }
    assertThat(taken).isGreaterThan(1_000);
  }
}

package io.pixelated.streams.residency.minimise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Hostile records, read onto one tape after the other, against {@link PlainJson}: both take the
 * same, and find the same in it. 30,000, or a million under {@code -Pexhaustive}.
 */
class JsonTapePropertyTest {
  private static final int CASES = Boolean.getBoolean("streams.exhaustive") ? 1_000_000 : 30_000;

  private final JsonTape tape = new JsonTape();
  private int part;

  @Test
  void readsWhatAPlainReaderReads() {
    int taken = 0;
    for (int seed = 0; seed < CASES; seed++) {
      byte[] json = HostileJson.of(seed);
      Optional<ObjectNode> plain = PlainJson.read(json);
      if (tape.read(json) != plain.isPresent()) {
        assertThat(plain).as("%d: %s", seed, new String(json, UTF_8)).isEmpty();
        assertThat(plain).as("%d: %s", seed, new String(json, UTF_8)).isPresent();
      }
      if (plain.isPresent()) {
        taken++;
        part = 0;
        String problem = differs(plain.get());
        if (!problem.isEmpty() || part != tape.size()) {
          assertThat(problem).as("%d: %s", seed, new String(json, UTF_8)).isEqualTo("none");
        }
        assertThat(tape.record()).isEqualTo(json);
      }
    }
    assertThat(taken).isBetween(CASES / 3, CASES * 9 / 10);
  }

  @Test
  void findsWhatAPlainReaderFinds() {
    JsonPath[] paths = {
      JsonPath.of("a"),
      JsonPath.of("a.a"),
      JsonPath.of("enrichment.0.b"),
      JsonPath.of("aaaaaaab"),
      JsonPath.of("sixteen letters!"),
      JsonPath.of("\u00fc"),
      JsonPath.of("0.1")
    };
    String[] pointers = {
      "/a", "/a/a", "/enrichment/0/b", "/aaaaaaab", "/sixteen letters!", "/\u00fc", "/0/1"
    };
    int found = 0;
    for (int seed = 0; seed < CASES; seed++) {
      byte[] json = HostileJson.of(seed);
      Optional<ObjectNode> plain = PlainJson.read(json);
      if (plain.isPresent() && tape.read(json)) {
        for (int i = 0; i < paths.length; i++) {
          int at = tape.find(JsonFields.ROOT, paths[i]);
          JsonNode node = plain.get().at(pointers[i]);
          if ((at == JsonFields.NONE) != node.isMissingNode()) {
            assertThat(pointers[i]).as("%d: %s", seed, new String(json, UTF_8)).isEmpty();
          }
          if (at != JsonFields.NONE && node.isTextual()) {
            found++;
            assertThat(tape.text(at)).isEqualTo(node.asText());
          }
        }
      }
    }
    assertThat(found).isGreaterThan(CASES / 100);
  }

  @Test
  void takesNoRecordThatIsCutOffAnywhere() {
    byte[] json =
        """
        {"a":{"b":[1,-2.5e3,true,null,"x\\"\\u00e9"],"long name here":"longer than eight letters \u00fc"}}"""
            .getBytes(UTF_8);
    assertThat(tape.read(json)).isTrue();
    for (int length = json.length - 1; length >= 0; length--) {
      byte[] cut = new byte[length];
      System.arraycopy(json, 0, cut, 0, length);
      assertThat(tape.read(cut)).as("%d bytes", length).isFalse();
    }
  }

  @Test
  void keepsWhatItReadThoughSomebodyChangesTheBytes() {
    byte[] json = "{\"a\":\"ana\"}".getBytes(UTF_8);
    assertThat(tape.read(json)).isTrue();
    json[6] = 'A';
    assertThat(new String(tape.record(), UTF_8)).isEqualTo("{\"a\":\"ana\"}");
  }

  /** Where the tape, from the part at hand on, is not this tree; empty if it is. */
  private String differs(JsonNode node) {
    int at = part++;
    boolean same =
        switch (node.getNodeType()) {
          case OBJECT -> tape.kind(at) == JsonPart.OBJECT;
          case ARRAY -> tape.kind(at) == JsonPart.ARRAY;
          case STRING -> tape.kind(at) == JsonPart.STRING && tape.text(at).equals(node.asText());
          case NUMBER ->
              tape.kind(at) == JsonPart.NUMBER && isWritten(tape.text(at), node.decimalValue());
          case BOOLEAN -> tape.kind(at) == (node.asBoolean() ? JsonPart.TRUE : JsonPart.FALSE);
          case NULL -> tape.kind(at) == JsonPart.NULL;
          default -> false;
        };
    if (!same) {
      return "part " + at + " is " + tape.kind(at);
    }
    String below = node.isObject() ? members(node) : elements(node);
    return below.isEmpty() && tape.next(at) != part ? "part " + at + " ends elsewhere" : below;
  }

  private static boolean isWritten(String text, BigDecimal number) {
    BigDecimal read = new BigDecimal(text);
    return read.scale() == number.scale() && read.unscaledValue().equals(number.unscaledValue());
  }

  private String members(JsonNode node) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!tape.isMember(part)
          || !Arrays.equals(tape.name(part), member.getKey().getBytes(UTF_8))) {
        return "part " + part + " is called otherwise";
      }
      String below = differs(member.getValue());
      if (!below.isEmpty()) {
        return below;
      }
    }
    return "";
  }

  private String elements(JsonNode node) {
    for (JsonNode element : node) {
      String below = tape.isMember(part) ? "part " + part + " is a member" : differs(element);
      if (!below.isEmpty()) {
        return below;
      }
    }
    return "";
  }
}

package io.pixelated.streams.residency.minimise;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** JSON read plainly: first the text, then a tree. */
public final class PlainJson {
  private static final int DEEPEST = 512;
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private PlainJson() {}

  /** The record; empty if it is one that nobody should rely on. */
  public static Optional<ObjectNode> read(byte[] json) {
    try {
      // A decoder of its own reports what is no UTF-8; Jackson's makes something of it.
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
      return STRICT.readTree(text) instanceof ObjectNode node && depth(node) <= DEEPEST
          ? Optional.of(node)
          : Optional.empty();
    } catch (CharacterCodingException | JsonProcessingException | NumberFormatException e) {
      // A number of more digits than anybody has use for is none.
      return Optional.empty();
    }
  }

  private static int depth(JsonNode node) {
    int deepest = 0;
    for (JsonNode child : node) {
      deepest = Math.max(deepest, depth(child));
    }
    return node.isContainerNode() ? deepest + 1 : 0;
  }
}

package io.pixelated.streams.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** A {@link DeadLetter} as it stands on {@code dead.letters}: its bytes in base64. */
public final class DeadLetterJson {
  private DeadLetterJson() {}

  /** The dead letter, as UTF-8 JSON. */
  public static byte[] write(DeadLetter letter) {
    ObjectNode node = Ocsf.MAPPER.createObjectNode();
    node.put("id", letter.id());
    node.put("region", letter.region());
    node.put("stage", letter.stage());
    node.put("reason", letter.reason());
    node.putObject("origin")
        .put("topic", letter.origin().topic())
        .put("partition", letter.origin().partition())
        .put("offset", letter.origin().offset())
        .put("timestamp", letter.origin().timestamp());
    node.put("value", letter.value());
    return Ocsf.bytes(node);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is not such an object
   */
  public static DeadLetter read(byte[] json) throws IOException {
    JsonNode node = Ocsf.read(json);
    JsonNode origin = node.path("origin");
    return new DeadLetter(
        node.path("id").asText(),
        node.path("region").asText(),
        node.path("stage").asText(),
        node.path("reason").asText(),
        new Origin(
            origin.path("topic").asText(),
            origin.path("partition").asInt(),
            origin.path("offset").asLong(),
            origin.path("timestamp").asLong()),
        bytes(node.path("value")));
  }

  private static byte[] bytes(JsonNode value) throws IOException {
    try {
      byte[] bytes = value.binaryValue();
      if (bytes != null) {
        return bytes;
      }
    } catch (JsonProcessingException e) {
      // Said below without the parser's message, which quotes.
    }
    throw new IOException("not a dead letter as this product writes it: its value is not Base64");
  }
}

package io.pixelated.streams.residency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * A {@link QuarantinedRecord} as it stands on {@code compliance.quarantine}: sealed bytes in
 * Base64.
 */
public final class QuarantineJson {
  private QuarantineJson() {}

  /** The record, as UTF-8 JSON. */
  public static byte[] write(QuarantinedRecord held) {
    ObjectNode node = Json.object();
    node.put("id", held.id());
    node.put("region", held.region());
    node.put("record_kind", held.recordKind().table());
    node.put("record_id", held.recordId());
    node.put("destination", held.destination());
    node.put("policy_version", held.policyVersion());
    node.put("clause", held.clause());
    node.put("reason", held.reason());
    node.put("verdict_id", held.verdictId());
    node.put("value", held.value());
    return Json.bytes(node);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is something else
   */
  public static QuarantinedRecord read(byte[] json) throws IOException {
    JsonNode node = Json.read(json);
    return new QuarantinedRecord(
        node.path("id").asText(),
        node.path("region").asText(),
        Json.kind(node.path("record_kind").asText()),
        node.path("record_id").asText(),
        node.path("destination").asText(),
        node.path("policy_version").asText(),
        node.path("clause").asText(),
        node.path("reason").asText(),
        node.path("verdict_id").asText(),
        node.path("value").binaryValue());
  }
}

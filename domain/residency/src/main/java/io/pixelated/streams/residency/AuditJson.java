package io.pixelated.streams.residency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pixelated.streams.events.DataClass;
import java.io.IOException;

/** An {@link AuditRecord} as it stands in the audit chain: the body of an entry, in one line. */
public final class AuditJson {
  private AuditJson() {}

  /** The record, as UTF-8 JSON. */
  public static byte[] write(AuditRecord audit) {
    ObjectNode node = Json.object();
    node.put("id", audit.id());
    node.put("region", audit.region());
    node.put("record_kind", audit.recordKind().table());
    node.put("record_id", audit.recordId());
    node.put("record_time", audit.recordTime());
    node.put("destination", audit.destination());
    node.put("outcome", audit.outcome());
    Json.putTexts(node, "profiles", audit.profiles());
    node.put("policy_version", audit.policyVersion());
    Json.putTexts(node, "regimes", audit.regimes());
    node.put("clause", audit.clause());
    node.put("reason", audit.reason());
    Json.putTexts(node, "data_classes", audit.dataClasses().stream().map(Enum::name).toList());
    Json.putTexts(node, "jurisdictions", audit.jurisdictions());
    node.put("subject", audit.subject());
    return Json.bytes(node);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is something else
   */
  public static AuditRecord read(byte[] json) throws IOException {
    JsonNode node = Json.read(json);
    return new AuditRecord(
        node.path("id").asText(),
        node.path("region").asText(),
        Json.kind(node.path("record_kind").asText()),
        node.path("record_id").asText(),
        node.path("record_time").asLong(),
        node.path("destination").asText(),
        node.path("outcome").asText(),
        Json.texts(node.path("profiles")),
        node.path("policy_version").asText(),
        Json.texts(node.path("regimes")),
        node.path("clause").asText(),
        node.path("reason").asText(),
        Json.texts(node.path("data_classes")).stream().map(DataClass::valueOf).toList(),
        Json.texts(node.path("jurisdictions")),
        node.path("subject").asText());
  }
}

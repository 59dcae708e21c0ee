package io.pixelated.streams.residency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pixelated.streams.events.DataClass;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An {@link AuditRecord} as it stands in the audit chain: the body of an entry, in one line. */
public final class AuditJson {
  /** What a record without a subject ends with. */
  private static final byte[] NOBODY = "\"subject\":\"\"}".getBytes(StandardCharsets.US_ASCII);

  private static final int AFTER_NAME = "\"}".length();

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
    Json.putTexts(node, "duties", audit.duties().stream().map(Duty::word).toList());
    write(audit.retention(), node.putObject("retention"));
    node.put("subject", audit.subject());
    return Json.bytes(node);
  }

  /**
   * What {@link #write} wrote of a record that names no subject, with one.
   *
   * @param json is left as it is
   * @param pseudonym letters, digits and {@code _}
   * @throws IllegalArgumentException if it names one already
   */
  public static byte[] withSubject(byte[] json, String pseudonym) {
    int nobody = json.length - NOBODY.length;
    if (nobody < 0 || !Arrays.equals(json, nobody, json.length, NOBODY, 0, NOBODY.length)) {
      throw new IllegalArgumentException("the record names a subject already, or is none");
    }
    byte[] name = pseudonym.getBytes(StandardCharsets.US_ASCII);
    int at = json.length - AFTER_NAME;
    return ByteBuffer.allocate(json.length + name.length)
        .put(json, 0, at)
        .put(name)
        .put(json, at, AFTER_NAME)
        .array();
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
        Json.texts(node.path("duties")).stream().map(Duty::ofWord).toList(),
        retention(node.path("retention")),
        node.path("subject").asText());
  }

  private static void write(Retention retention, ObjectNode node) {
    node.put("keep_months", retention.keepAtLeastMonths());
    node.put("delete_months", retention.deleteAtLatestMonths());
    Json.putTexts(node, "categories", retention.categories());
    Json.putTexts(node, "holds", retention.holds());
    node.put("resolution", retention.resolution());
  }

  /** Of a record from before there was any: nothing is said about it. */
  private static Retention retention(JsonNode node) {
    return new Retention(
        node.path("keep_months").asInt(),
        node.path("delete_months").asInt(),
        Json.texts(node.path("categories")),
        Json.texts(node.path("holds")),
        node.path("resolution").asText());
  }
}

package io.pixelated.streams.privacy.erasure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pixelated.streams.residency.audit.DetachedSignature;
import io.pixelated.streams.residency.audit.PublicKeys;
import io.pixelated.streams.residency.audit.SigningKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A {@link Certificate} as it is handed over: one line of JSON in canonical form (members sorted,
 * no spaces, whole numbers), with the region's signature over all of it but the member {@code
 * signature}.
 */
public final class CertificateText {
  /** What the signature says that it is over. */
  private static final String KIND = "erasure certificate 1";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final ObjectNode document;
  private final DetachedSignature signature;

  private CertificateText(ObjectNode document, DetachedSignature signature) {
    this.document = document;
    this.signature = signature;
  }

  /** The certificate, signed: UTF-8 JSON. */
  public static byte[] sign(Certificate certificate, SigningKey key) {
    ObjectNode document = document(certificate);
    DetachedSignature signature = DetachedSignature.sign(key, KIND, canonical(document));
    document
        .putObject("signature")
        .put("key", signature.key())
        .put("value", signature.hexadecimal());
    return canonical(document);
  }

  /**
   * Reads a certificate; nothing is verified by that.
   *
   * @throws IOException if it is none; quotes nothing
   */
  public static CertificateText read(byte[] json) throws IOException {
    try {
      if (MAPPER.readTree(json) instanceof ObjectNode document
          && document.remove("signature") instanceof ObjectNode signature
          && document.path("certificate").asText().equals(KIND)) {
        return new CertificateText(
            document,
            new DetachedSignature(
                document.path("region").asText(),
                signature.path("key").asText(),
                signature.path("value").asText()));
      }
    } catch (JsonProcessingException e) {
      // Said below without the parser's message, which quotes.
    }
    throw new IOException("this is no erasure certificate, or one without a signature");
  }

  /** What keeps it from being believed; nothing if a trusted key of its region signed it. */
  public List<String> problems(PublicKeys trusted) {
    if (!signature.isOfKnownKey(trusted)) {
      return List.of(
          "no trusted key of region %s has the id %s"
              .formatted(signature.region(), signature.key()));
    }
    return signature.isOver(KIND, canonical(document), trusted)
        ? List.of()
        : List.of("the signature is not over this: it was altered, or another key signed it");
  }

  /** What it says was not done. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    document.path("missing").forEach(each -> missing.add(each.asText()));
    return missing;
  }

  /** In one line, what it is of. */
  public String title() {
    return "erasure %s in %s, completed %s"
        .formatted(
            document.path("request").asText(),
            document.path("region").asText(),
            document.path("completed_at").asText());
  }

  private static ObjectNode document(Certificate certificate) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("certificate", KIND);
    node.put("request", certificate.requestId());
    node.put("region", certificate.region());
    node.put("subject", certificate.subject());
    node.put("requested_at", certificate.requestedAt().toString());
    node.put("completed_at", certificate.completedAt().toString());
    node.put("policy_version", certificate.policyVersion());
    node.put("complete", certificate.isComplete());
    for (Certificate.Erased each : certificate.erased()) {
      node.withArray("/erased")
          .addObject()
          .put("place", each.place())
          .put("how", each.how())
          .put("records", each.records());
    }
    for (Certificate.Kept each : certificate.kept()) {
      node.withArray("/kept")
          .addObject()
          .put("place", each.place())
          .put("records", each.records())
          .put("clause", each.clause())
          .put("until", each.until());
    }
    for (Certificate.Expiring each : certificate.expiring()) {
      node.withArray("/expiring")
          .addObject()
          .put("place", each.place())
          .put("until", each.until().toString())
          .put("in_time", each.inTime())
          .put("why", each.why());
    }
    for (ErasureReport each : certificate.forgotten()) {
      node.withArray("/forgotten")
          .addObject()
          .put("job", each.job())
          .put("stage", each.stage())
          .put("subtask", each.subtask())
          .put("subtasks", each.subtasks())
          .put("cleared", each.cleared());
    }
    certificate.missing().forEach(each -> node.withArray("/missing").add(each));
    return node;
  }

  private static byte[] canonical(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(MAPPER.treeToValue(node, Map.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain nodes can always be written", e);
    }
  }

  /** Which request it is of. */
  @Override
  public String toString() {
    return "CertificateText[" + document.path("request").asText() + ']';
  }
}

package io.pixelated.streams.local.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.residency.audit.AuditReport;
import io.pixelated.streams.residency.audit.AuditVerifier;
import io.pixelated.streams.residency.audit.PublicKeys;
import io.pixelated.streams.residency.audit.SigningKey;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.KeyPurpose;
import java.util.List;

/**
 * What a run has left in the audit chains of its region: verified, and without what depends on the
 * order of arrival.
 *
 * @param verdicts bodies of the entries that are verdicts
 * @param report what verification says of the chains
 */
record AuditTrail(List<JsonNode> verdicts, AuditReport report) {
  AuditTrail {
    verdicts = List.copyOf(verdicts);
  }

  /** Reads the chains of a region; nothing may be wrong with them. */
  static AuditTrail of(TestRegion region) {
    // One transaction may be visible an instant before the others of its checkpoint.
    AuditTrail trail =
        await("the chains are as long as their anchors say")
            .atMost(TestRegion.PATIENCE)
            .until(() -> read(region), read -> read != null);
    assertThat(trail.report.findings()).isEmpty();
    return trail;
  }

  /** A verifier that trusts the region's development key. */
  static AuditVerifier verifier(String region) {
    SigningKey key =
        new SigningKey(region, KeyProvider.development().current(region, KeyPurpose.SIGNING));
    return new AuditVerifier(new PublicKeys(List.of(key.published())), AuditVerifier.Demands.WHOLE);
  }

  private static AuditTrail read(TestRegion region) {
    AuditVerifier verifier = verifier(region.name());
    List<Seen> entries = region.read(Topic.AUDIT);
    for (int i = 0; i < entries.size(); i++) {
      byte[] bytes = entries.get(i).value();
      verifier.take(Topic.AUDIT.topicName(), i, bytes, 0, bytes.length);
    }
    if (verifier.isAwaiting()) {
      return null;
    }
    List<JsonNode> verdicts =
        entries.stream()
            .map(Seen::json)
            .filter(entry -> entry.path("kind").asText().equals("verdict"))
            .map(entry -> entry.path("body"))
            .toList();
    return new AuditTrail(verdicts, verifier.finish());
  }
}

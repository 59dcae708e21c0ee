package io.pixelated.streams.local.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.jobs.erasure.ErasureStages;
import io.pixelated.streams.jobs.regional.compliance.ComplianceJob;
import io.pixelated.streams.jobs.regional.compliance.ComplianceSettings;
import io.pixelated.streams.local.stack.LocalStack;
import io.pixelated.streams.privacy.erasure.CertificateText;
import io.pixelated.streams.residency.audit.PublicKeys;
import io.pixelated.streams.residency.audit.SigningKey;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.KeyPurpose;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Both jobs of a region as they are run, from a subject's request to the certificate: whoever is
 * asked to forget, does and says so.
 */
@ExtendWith(SharedStack.class)
@Timeout(300)
class RightToErasureITCase {
  private static final String REGION = "eu-central-1";
  private static final String ANA = "anabel.kellermann";
  private static final String BEN = "benedikt.mossbauer";
  private static final int LEVELS = 4;

  @Test
  void everyStageAndEveryTableForgetsWhoAskedToBeForgotten(LocalStack stack) throws Exception {
    SubjectRows rows = new SubjectRows(stack.database(), REGION);
    try (TestRegion region = TestRegion.create(stack, REGION, 1)) {
      region.push(Probes.rules());
      region.start(new Configuration());
      region.startBeside(
          new Configuration(),
          (environment, settings) ->
              ComplianceJob.define(
                  environment, ComplianceSettings.read(new Configuration(), settings)));
      for (String user : List.of(ANA, BEN)) {
        Probes.attack(region, user, Instant.now());
      }
      Probes.awaitIncident(region, ANA);
      Probes.awaitIncident(region, BEN);
      region.awaitVisible();
      assertThat(tablesWith(rows, ANA)).containsExactlyElementsOf(TestRegion.TABLES);

      region.put(Topic.PRIVACY_REQUESTS, "dsr-1", request());
      await("the certificate is there")
          .atMost(TestRegion.PATIENCE)
          .until(() -> !region.read(Topic.PRIVACY_RESPONSES).isEmpty());
      region.awaitVisible();

      Seen answer = region.read(Topic.PRIVACY_RESPONSES).get(0);
      assertThat(CertificateText.read(answer.value()).problems(trusted())).isEmpty();
      assertThat(answer.json().path("missing")).isEmpty();
      assertThat(answer.json().path("complete").asBoolean()).isTrue();
      assertThat(stages(answer.json())).containsExactlyElementsOf(expectedStages());
      assertThat(tablesWith(rows, ANA)).isEmpty();
      assertThat(tablesWith(rows, BEN)).containsExactlyElementsOf(TestRegion.TABLES);
      assertThat(Probes.incidents(region, ANA)).isEmpty();
      assertThat(Probes.incidents(region, BEN)).isNotEmpty();

      Probes.attack(region, ANA, Instant.now());
      Probes.awaitIncident(region, ANA);
    }
  }

  private static List<String> tablesWith(SubjectRows rows, String user) throws Exception {
    TreeSet<String> tables = new TreeSet<>();
    for (String table : TestRegion.TABLES) {
      if (rows.all(table).values().stream().anyMatch(row -> row.contains(user))) {
        tables.add(table);
      }
    }
    return TestRegion.TABLES.stream().filter(tables::contains).toList();
  }

  private static Set<String> stages(JsonNode certificate) {
    Set<String> stages = new TreeSet<>();
    certificate.path("forgotten").forEach(told -> stages.add(told.path("stage").asText()));
    return stages;
  }

  private static Set<String> expectedStages() {
    return new TreeSet<>(ErasureStages.all(LEVELS));
  }

  private static String request() {
    return """
        {"id": "dsr-1", "type": "erasure", "requested_at": "%s", "home": "EU",
         "subject": {"user": ["%s"]}, "requester": {"name": "case 4711", "role": "subject"}}"""
        .formatted(Instant.now(), ANA);
  }

  private static PublicKeys trusted() {
    return new PublicKeys(
        List.of(
            new SigningKey(REGION, KeyProvider.development().current(REGION, KeyPurpose.SIGNING))
                .published()));
  }
}

package io.pixelated.streams.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final Origin ORIGIN = new Origin("security.events.raw", 3, 42, 1_700_000_000_000L);
  private static final RuleRef RULE =
      new RuleRef(
          "r-1",
          "v1",
          "Many failed logins",
          Level.HIGH,
          List.of("attack.credential-access", "attack.t1110.003", "attack.g0016", "cve.2024-1"));
  private static final Classification EU_HEALTH =
      new Classification(List.of(DataClass.HEALTH), List.of("EU"));
  private static final List<Entity> ENTITIES =
      List.of(
          new Entity(EntityType.USER, "ana.keller"), new Entity(EntityType.ADDRESS, "203.0.113.9"));

  @Test
  void detectionIsAnOcsfDetectionFinding() throws IOException {
    Detection detection =
        new Detection(
            "d-1",
            RULE,
            "e-1",
            "eu-central-1",
            1_700_000_000_123L,
            false,
            ORIGIN,
            new EventSource("platform", "pixelated", "authentication", "identity"),
            ENTITIES,
            EU_HEALTH,
            Map.of("outcome", "failure"),
            true);

    JsonNode finding = new ObjectMapper().readTree(DetectionJson.write(detection));

    assertThat(finding.path("class_uid").asInt()).isEqualTo(2004);
    assertThat(finding.path("type_uid").asInt()).isEqualTo(200401);
    assertThat(finding.path("severity").asText()).isEqualTo("High");
    assertThat(finding.at("/finding_info/analytic/uid").asText()).isEqualTo("r-1");
    assertThat(finding.at("/finding_info/attacks").toString())
        .isEqualTo(
            "[{\"tactic\":{\"name\":\"credential-access\"}},{\"technique\":{\"uid\":\"T1110.003\"}}]");
    assertThat(finding.at("/evidences/0/data/outcome").asText()).isEqualTo("failure");
    assertThat(finding.at("/observables/0/type").asText()).isEqualTo("User Name");
    assertThat(finding.at("/pixelated/position").asText()).isEqualTo("security.events.raw/3/42");
  }

  @Test
  void alertNamesItsGroupAndWhetherItIsFinal() throws IOException {
    Alert alert =
        new Alert(
            "a-1",
            RULE,
            "g-1",
            AlertState.PROVISIONAL,
            "eu-central-1",
            2_000,
            1_000,
            Map.of("actor.user", "ana.keller"),
            BigDecimal.valueOf(12),
            List.of("e-1", "e-2"),
            ENTITIES,
            EU_HEALTH,
            3_000,
            true,
            false,
            "a-0",
            0);

    JsonNode finding = new ObjectMapper().readTree(AlertJson.write(alert));

    assertThat(finding.path("count").asInt()).isEqualTo(12);
    assertThat(finding.at("/pixelated/state").asText()).isEqualTo("provisional");
    assertThat(finding.at("/pixelated/generation").asText()).isEqualTo("g-1");
    assertThat(finding.at("/pixelated/replaces").asText()).isEqualTo("a-0");
    assertThat(finding.at("/pixelated/group/actor.user").asText()).isEqualTo("ana.keller");
    assertThat(finding.at("/finding_info/related_events")).hasSize(2);
    assertThat(AlertJson.write(AlertJson.read(AlertJson.write(alert))))
        .as("read and written again")
        .isEqualTo(AlertJson.write(alert));
  }

  @Test
  void incidentIsReadAsItWasWritten() throws IOException {
    Evidence evidence =
        new Evidence(
            "a-1",
            Evidence.Kind.ALERT,
            RULE,
            2_000,
            1_000,
            true,
            Map.of("actor.user", "ana.keller"),
            "12.5",
            3,
            List.of("e-1"),
            ENTITIES,
            EU_HEALTH,
            3_000);
    Incident incident =
        new Incident(
            "i-1",
            17,
            "eu-central-1",
            IncidentStatus.OPEN,
            IncidentChange.ESCALATED,
            "",
            Level.CRITICAL,
            81.26,
            "Many failed logins by ana.keller",
            ENTITIES.get(0),
            ENTITIES,
            List.of("credential-access"),
            List.of("T1110.003"),
            1_000,
            2_000,
            List.of(evidence),
            1,
            EU_HEALTH,
            3_000);

    byte[] written = IncidentJson.write(incident);
    JsonNode finding = new ObjectMapper().readTree(written);
    assertThat(finding.path("activity_id").asInt()).isEqualTo(2);
    assertThat(finding.at("/pixelated/change").asText()).isEqualTo("escalated");
    JsonNode entry = finding.at("/finding_info_list/0");
    assertThat(entry.at("/why/actor.user").asText()).isEqualTo("ana.keller");
    assertThat(entry.path("count").asDouble()).isEqualTo(12.5);
    assertThat(entry.path("suppressed").asInt()).isEqualTo(3);
    assertThat(entry.path("first_seen_time").asLong()).isEqualTo(1_000);
    IncidentSummary read = IncidentSummary.read(written);

    assertThat(read)
        .isEqualTo(
            new IncidentSummary(
                "i-1",
                17,
                "eu-central-1",
                "New",
                5,
                "Many failed logins by ana.keller",
                ENTITIES.get(0),
                ENTITIES,
                List.of("credential-access"),
                List.of("T1110.003"),
                1_000,
                2_000,
                1,
                List.of("Many failed logins"),
                3_000));
  }

  @Test
  void deadLetterKeepsTheBytesAsTheyCame() throws IOException {
    byte[] bytes = {(byte) 0xFF, 0, 10, (byte) 0xC3};
    DeadLetter letter =
        DeadLetter.of(new RawRecord(bytes, ORIGIN), "eu-central-1", "parse", "not UTF-8 at byte 0");

    DeadLetter read = DeadLetterJson.read(DeadLetterJson.write(letter));

    assertThat(read.value()).isEqualTo(bytes);
    assertThat(read).usingRecursiveComparison().isEqualTo(letter);
  }

  @Test
  void refusesWhatIsNoIncident() {
    assertThatThrownBy(() -> IncidentSummary.read("{}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not an incident of this product");
  }

  @Test
  void deadLetterOfARecordBeyondAnyProducersLimitIsCutAndSaysSo() {
    byte[] bytes = new byte[DeadLetter.MOST_BYTES + 1];
    DeadLetter letter =
        DeadLetter.of(new RawRecord(bytes, ORIGIN), "eu-central-1", "parse", "too large");

    assertThat(letter.value()).hasSize(DeadLetter.MOST_BYTES);
    assertThat(letter.reason()).startsWith("too large; of 10485761 bytes only the first 10485760");
  }
}

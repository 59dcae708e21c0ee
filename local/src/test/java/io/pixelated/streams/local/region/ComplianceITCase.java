package io.pixelated.streams.local.region;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.DeadLetterJson;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.jobs.regional.compliance.ComplianceJob;
import io.pixelated.streams.jobs.regional.compliance.ComplianceOptions;
import io.pixelated.streams.jobs.regional.compliance.ComplianceSettings;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationSettings;
import io.pixelated.streams.local.stack.LocalStack;
import io.pixelated.streams.privacy.Identifier;
import io.pixelated.streams.privacy.IdentifierKind;
import io.pixelated.streams.privacy.Subject;
import io.pixelated.streams.privacy.SubjectMatcher;
import io.pixelated.streams.privacy.erasure.CertificateText;
import io.pixelated.streams.privacy.erasure.ErasureReport;
import io.pixelated.streams.privacy.erasure.ErasureReportJson;
import io.pixelated.streams.residency.audit.PublicKeys;
import io.pixelated.streams.residency.audit.SigningKey;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.KeyPurpose;
import io.pixelated.streams.residency.keys.PseudonymKey;
import io.pixelated.streams.residency.keys.TokenKey;
import io.pixelated.streams.residency.sealing.Sealer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of privacy requests on a real broker and a real database. */
@ExtendWith(SharedStack.class)
@Timeout(300)
class ComplianceITCase {
  private static final String REGION = "us-east-1";
  private static final KeyProvider KEYS = KeyProvider.development();
  private static final String ANA = "ana.keller";
  private static final SubjectMatcher MATCHER =
      new SubjectMatcher(
          Subject.of(
              List.of(
                  new Identifier(IdentifierKind.USER, ANA),
                  new Identifier(IdentifierKind.EMAIL, "ana.keller@example.org"))),
          KEYS,
          REGION);

  @Test
  void erasesASubjectEverywhereThoughTheJobFailsMeanwhile(LocalStack stack) throws Exception {
    SubjectRows rows = new SubjectRows(stack.database(), REGION);
    try (TestRegion region = TestRegion.create(stack, REGION, 1)) {
      storeRows(rows);
      writeRecords(region);
      Configuration slow = new Configuration();
      slow.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(4));
      region.start(slow, ComplianceITCase::define);
      region.put(Topic.PRIVACY_REQUESTS, "case-1", request("dsr-1", "erasure", "subject"));
      await("the order is out")
          .atMost(TestRegion.PATIENCE)
          .until(() -> !region.read(Topic.PRIVACY_ERASURES).isEmpty());
      assertThat(region.read(Topic.PRIVACY_ERASURES).get(0).text()).doesNotContain(ANA);

      ErasureReport report =
          new ErasureReport("dsr-1", "threat-correlation", "incidents", 0, 1, 2, 3, 4);
      region.put(
          Topic.PRIVACY_REPORTS, "dsr-1", new String(ErasureReportJson.write(report), UTF_8));
      await("rows are erased, and no checkpoint knows")
          .atMost(TestRegion.PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> rows.all("threat_events").get("e-entity").contains("erased"));
      region.loseTaskManager();
      region.awaitRunning();
      region.put(Topic.PRIVACY_REQUESTS, "case-1", request("dsr-1", "erasure", "subject"));
      await("the certificate is there")
          .atMost(TestRegion.PATIENCE)
          .until(() -> region.latest(Topic.PRIVACY_RESPONSES).containsKey("dsr-1"));
      region.awaitVisible();

      assertThat(region.restarts()).isPositive();
      Seen answer = certificate(region, "dsr-1");
      assertThat(CertificateText.read(answer.value()).problems(trusted())).isEmpty();
      JsonNode certificate = answer.json();
      assertThat(certificate.path("missing")).isEmpty();
      assertThat(certificate.path("complete").asBoolean()).isTrue();
      assertThat(erased(certificate, "table threat_events")).isEqualTo(4);
      assertThat(erased(certificate, "table detections")).isEqualTo(1);
      assertThat(erased(certificate, "topic security.incidents")).isEqualTo(1);
      assertThat(erased(certificate, "topic compliance.quarantine")).isEqualTo(1);
      assertThat(erased(certificate, "topic dead.letters")).isEqualTo(1);
      assertThat(certificate.path("kept")).hasSize(1);
      assertThat(certificate.at("/kept/0/clause").asText()).contains("hipaa").contains("84 months");
      assertThat(certificate.path("expiring"))
          .anyMatch(each -> each.path("place").asText().equals("rows that come late"))
          .allMatch(each -> each.path("in_time").asBoolean());
      assertThat(leftInTopics(region)).isEmpty();
      assertThat(leftInTables(rows)).containsExactly("incidents i-health");
      assertThat(rows.all("threat_events").get("e-ben")).contains("ben.okafor");
      assertAudited(region, certificate);

      storeRows(rows); // a replay of what was there before
      assertThat(leftInTables(rows)).containsExactly("incidents i-health");
      rows.store("threat_events", "e-late", "user:" + ANA, "PERSONAL", "US", "{\"a\":1}");
      await("what came late is erased too")
          .atMost(TestRegion.PATIENCE)
          .until(() -> leftInTables(rows), List.of("incidents i-health")::equals);
      await("and that is certified")
          .atMost(TestRegion.PATIENCE)
          .until(
              () ->
                  region.latest(Topic.PRIVACY_RESPONSES).keySet().stream()
                      .filter(key -> key.startsWith("dsr-1/sweep-"))
                      .map(key -> certificate(region, key))
                      .anyMatch(late -> erased(late.json(), "table threat_events") == 1));
      for (Seen each : region.latest(Topic.PRIVACY_RESPONSES).values()) {
        assertThat(CertificateText.read(each.value()).problems(trusted())).isEmpty();
      }
      region.awaitVisible();
      assertThat(AuditTrail.of(region).verdicts().toString())
          .contains("1 rows came late")
          .doesNotContain(ANA);
    }
  }

  private static Seen certificate(TestRegion region, String id) {
    return region.latest(Topic.PRIVACY_RESPONSES).get(id);
  }

  @Test
  void answersInTheMeasureOfTheRoleAndKeepsNoContentOfWhatItRefuses(LocalStack stack)
      throws Exception {
    SubjectRows rows = new SubjectRows(stack.database(), REGION);
    try (TestRegion region = TestRegion.create(stack, REGION, 1)) {
      storeRows(rows);
      rows.store("detections", "d-expired", "", "PERSONAL", "EU", "{}");
      rows.age("detections", "d-expired");
      region.start(new Configuration(), ComplianceITCase::define);
      region.put(Topic.PRIVACY_REQUESTS, "a", request("dsr-a", "access", "subject"));
      region.put(Topic.PRIVACY_REQUESTS, "b", request("dsr-b", "access", "soc_analyst"));
      region.put(Topic.PRIVACY_REQUESTS, "c", request("dsr-c", "erasure", "soc_analyst"));
      region.put(Topic.PRIVACY_REQUESTS, "d", request("dsr-d", "opt_out", "subject"));
      region.put(Topic.PRIVACY_REQUESTS, "e", request("dsr-e", "forget", "subject"));
      region.put(Topic.PRIVACY_REPORTS, "f", "{\"request\":\"dsr-f\",\"stage\":" + ANA);
      region.put(Topic.DISPOSITIONS, "i-1", disposition(Duration.ofHours(73)));
      region.put(Topic.INCIDENTS, "i-1", "{\"pixelated\":{\"data_classes\":[\"PERSONAL\"]}}");
      await("all are answered")
          .atMost(TestRegion.PATIENCE)
          .until(
              () ->
                  region.read(Topic.PRIVACY_RESPONSES).size() == 4
                      && !region.read(Topic.OPS_ALERTS).isEmpty());
      region.awaitVisible();

      Map<String, Seen> answers = region.latest(Topic.PRIVACY_RESPONSES);
      assertThat(answers.values()).noneMatch(a -> a.text().contains(ANA));
      JsonNode own = content(answers.get("dsr-a/1"));
      assertThat(own.path("records")).hasSize(7);
      assertThat(own.toString()).contains(ANA).doesNotContain("ben.okafor");
      JsonNode analyst = content(answers.get("dsr-b/1"));
      assertThat(analyst.path("records")).hasSize(6);
      assertThat(analyst.at("/withheld/incidents").asInt()).isEqualTo(1);
      assertThat(content(answers.get("dsr-c")).path("outcome").asText()).isEqualTo("refused");
      assertThat(content(answers.get("dsr-d")).path("reason").asText()).contains("opted_out");
      assertThat(region.latest(Topic.PRIVACY_CHOICES))
          .containsKey(PseudonymKey.all(KEYS, REGION, ANA).get(0));
      Seen unread = letter(region, "erasure-report");
      assertThat(unread.text()).doesNotContain(ANA);
      assertThat(unread.json().path("reason").asText()).contains("no report of an erasure");
      assertThat(unread.unsealed().json().path("text").asText()).contains("dsr-f");
      Seen refused = letter(region, "privacy-request");
      assertThat(refused.json().path("reason").asText()).contains("type is none that is known");
      assertThat(refused.unsealed().json().path("text").asText()).isEmpty();
      assertThat(rows.all("detections")).as("what retention has left").containsKey("d-opaque");
      assertThat(rows.all("detections")).doesNotContainKey("d-expired");
      assertThat(region.read(Topic.OPS_ALERTS).get(0).json().path("condition").asText())
          .isEqualTo("breach-lapsed");
      assertThat(AuditTrail.of(region).verdicts().toString())
          .contains("refused", "opted_out", "received", "lapsed")
          .doesNotContain(ANA);
    }
  }

  private static Seen letter(TestRegion region, String stage) {
    return region.read(Topic.DEAD_LETTERS).stream()
        .filter(letter -> letter.json().path("stage").asText().equals(stage))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no dead letter of " + stage));
  }

  private static void define(
      StreamExecutionEnvironment environment, ThreatCorrelationSettings region) {
    Configuration own = new Configuration();
    own.set(ComplianceOptions.STAGES, List.of("threat-correlation/incidents"));
    own.set(ComplianceOptions.BREACH_SETTLE, Duration.ofSeconds(1));
    // So many that one comes after whatever the test does.
    own.set(
        ComplianceOptions.SWEEPS,
        IntStream.rangeClosed(1, 12).mapToObj(i -> Duration.ofSeconds(10L * i)).toList());
    ComplianceJob.define(environment, ComplianceSettings.read(own, region));
  }

  private static String request(String id, String type, String role) {
    return """
        {"id": "%s", "type": "%s", "requested_at": "%s", "home": "US",
         "subject": {"user": ["CORP\\\\Ana.Keller"], "email": ["ana.keller@example.org"]},
         "requester": {"name": "case 4711", "role": "%s"}}"""
        .formatted(id, type, Instant.now(), role);
  }

  private static String disposition(Duration ago) {
    return "{\"verdict\":\"true_positive\",\"analyst\":\"m.soc\",\"time\":\"%s\"}"
        .formatted(Instant.now().minus(ago));
  }

  private static void storeRows(SubjectRows rows) throws Exception {
    String pseudonym = PseudonymKey.all(KEYS, REGION, ANA).get(0);
    String token = new TokenKey(KEYS.current(REGION, KeyPurpose.ENCRYPTION)).token(ANA);
    String opaque =
        Base64.getEncoder().encodeToString("{\"user\":\"Ana.Keller\\u0000\"}".getBytes(UTF_8));
    rows.store("threat_events", "e-entity", "user:" + ANA, "PERSONAL", "US", "{\"a\":1}");
    rows.store(
        "threat_events",
        "e-deep",
        "",
        "PERSONAL",
        "US",
        "{\"a\":{\"b\":[\"by CORP\\\\ANA.Keller!\"]}}");
    rows.store("threat_events", "e-hash", "", "PERSONAL", "US", "{\"u\":\"" + pseudonym + "\"}");
    rows.store("threat_events", "e-token", "", "PERSONAL", "US", "{\"u\":\"" + token + "\"}");
    rows.store("detections", "d-opaque", "", "PERSONAL", "US", "{\"base64\":\"" + opaque + "\"}");
    rows.store("incidents", "i-health", "user:" + ANA, "HEALTH", "US", "{\"a\":1}");
    rows.store(
        "incidents",
        "i-two",
        "",
        "PERSONAL",
        "US",
        "{\"observables\":[{\"name\":\"user\",\"value\":\"ana.keller\"},{\"name\":\"user\",\"value\":\"ben.okafor\"}],"
            + "\"desc\":\"ben.okafor and ana.keller\"}");
    rows.store(
        "threat_events", "e-ben", "user:ben.okafor", "PERSONAL", "US", "{\"u\":\"ana.keller2\"}");
  }

  private static void writeRecords(TestRegion region) throws Exception {
    region.put(Topic.INCIDENTS, "i-two", "{\"desc\":\"ana.keller\"}");
    region.put(Topic.INCIDENTS, "i-ben", "{\"desc\":\"ben.okafor\"}");
    region.put(Topic.DISPOSITIONS, "i-two", "{\"comment\":\"ana.keller@example.org called\"}");
    Sealer sealer = new Sealer(KEYS, REGION);
    byte[] event = "{\"user\":\"Ana.Keller\"}".getBytes(UTF_8);
    DeadLetter letter =
        new DeadLetter("letter-1", REGION, "parse", "broken", new Origin("t", 0, 0, 0), event);
    String json = new String(DeadLetterJson.write(sealer.seal(letter)), UTF_8);
    region.put(Topic.DEAD_LETTERS, "letter-1", json);
    region.put(Topic.QUARANTINE, "letter-1", json);
  }

  private static long erased(JsonNode certificate, String place) {
    for (JsonNode each : certificate.path("erased")) {
      if (each.path("place").asText().equals(place)) {
        return each.path("records").asLong();
      }
    }
    throw new AssertionError("the certificate does not speak of " + place);
  }

  private static List<String> leftInTables(SubjectRows rows) throws Exception {
    List<String> left = new ArrayList<>();
    for (String table : TestRegion.TABLES) {
      rows.all(table)
          .forEach(
              (id, text) -> {
                if (MATCHER.isIn(text) || text.split(" \\| ").length < 10) {
                  left.add(table + ' ' + id);
                }
              });
    }
    return left;
  }

  private static List<String> leftInTopics(TestRegion region) {
    List<String> left = new ArrayList<>();
    for (Topic topic :
        List.of(
            Topic.INCIDENTS,
            Topic.DISPOSITIONS,
            Topic.QUARANTINE,
            Topic.DEAD_LETTERS,
            Topic.PRIVACY_REQUESTS,
            Topic.PRIVACY_CHOICES)) {
      region
          .latest(topic)
          .forEach(
              (key, record) -> {
                if (record.value() != null && MATCHER.isIn(opened(record))) {
                  left.add(topic + " " + key);
                }
              });
    }
    region.read(Topic.AUDIT).stream()
        .filter(entry -> MATCHER.isIn(entry.value()))
        .forEach(entry -> left.add("audit " + entry.key()));
    return left;
  }

  private static byte[] opened(Seen record) {
    return record.text().contains("\"value\":\"UFhT") ? record.unsealed().value() : record.value();
  }

  private static JsonNode content(Seen answer) {
    return Seen.parse(answer.unsealed().json().path("text").asText());
  }

  private static void assertAudited(TestRegion region, JsonNode certificate) {
    List<JsonNode> notes =
        AuditTrail.of(region).verdicts().stream()
            .filter(note -> !note.path("outcome").asText().startsWith("sweep-"))
            .toList();
    assertThat(notes)
        .extracting(n -> n.path("outcome").asText())
        .containsExactlyInAnyOrder("received", "done");
    Optional<JsonNode> done =
        notes.stream().filter(n -> n.path("outcome").asText().equals("done")).findFirst();
    assertThat(done).get().extracting(n -> n.path("certificate")).isEqualTo(certificate);
  }

  private static PublicKeys trusted() {
    return new PublicKeys(
        List.of(new SigningKey(REGION, KEYS.current(REGION, KeyPurpose.SIGNING)).published()));
  }
}

package io.pixelated.streams.residency;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.events.IncidentStatus;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.KeyPurpose;
import io.pixelated.streams.residency.sealing.SealException;
import io.pixelated.streams.residency.sealing.Sealer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResidencyCheckTest {
  private static final long TIME = 1_795_176_000_123L;

  private final ResidencyCheck check =
      new ResidencyCheck(Ruling.shipped(), KeyProvider.development());

  private Checked store(
      RecordKind kind, Classification classification, String region, byte[] json) {
    return check.check(Request.toStore(kind, "id-1", classification, region, TIME, json));
  }

  @Test
  void passesAPermittedRecordByteForByteWithItsColumns() {
    byte[] json = Samples.incident();
    Checked checked = store(RecordKind.INCIDENTS, Samples.EU_HEALTH, "eu-central-1", json);

    assertThat(checked.verdict()).isInstanceOf(Verdict.Permit.class);
    assertThat(checked.quarantined()).isEmpty();
    Cleared cleared = checked.cleared().orElseThrow();
    assertThat(cleared.json()).isEqualTo(json);
    assertThat(cleared.table()).isEqualTo("incidents");
    assertThat(cleared.version()).isEqualTo(42);
    assertThat(cleared.isRemoval()).isFalse();
    assertThat(cleared.columns().entity()).isEqualTo("user:" + Samples.LOGIN);
    assertThat(cleared.columns().severity()).isEqualTo("High");
    assertThat(cleared.columns().status()).isEqualTo("New");
    assertThat(cleared.columns().eventTime()).isEqualTo(1_795_176_000_123L);
    assertThat(cleared.columns().dataClasses()).containsExactly("PERSONAL", "HEALTH");
    assertThat(cleared.verdictId()).isEqualTo(checked.audit().id());
  }

  @Test
  void tellsTheStoreHowLongThePoliciesHaveARecordKept() {
    Policies held =
        Policies.parse(
            PolicyText.resource("policies.yaml")
                .replace(
                    "holds: []",
                    "holds:\n  - {id: case-7, records: [incidents], classes: [HEALTH],"
                        + " clause: court order}"),
            Regions.shipped());
    Checked checked =
        new ResidencyCheck(new Ruling(held, List.of()), KeyProvider.development())
            .check(
                Request.toStore(
                    RecordKind.INCIDENTS,
                    "id-1",
                    Samples.EU_HEALTH,
                    "eu-central-1",
                    TIME,
                    Samples.incident()));

    Retention retention = checked.cleared().orElseThrow().retention();
    assertThat(retention).isEqualTo(checked.verdict().basis().retention());
    assertThat(retention).isEqualTo(held.retention(RecordKind.INCIDENTS, Samples.EU_HEALTH));
    assertThat(retention.deleteAtLatestMonths()).isEqualTo(26);
    assertThat(retention.holds()).containsExactly("case-7");
    assertThat(held.longestAuditMonths()).isEqualTo(72);
  }

  @Test
  void minimisesAnIncidentAboutAPatientElsewhereToPseudonyms() throws IOException {
    Checked checked =
        store(RecordKind.INCIDENTS, Samples.EU_HEALTH, "us-east-1", Samples.incident());

    assertThat(checked.verdict()).isInstanceOf(Verdict.Minimise.class);
    Cleared cleared = checked.cleared().orElseThrow();
    JsonNode json = Json.read(cleared.json());
    String user = json.at("/pixelated/primary/value").asText();
    assertThat(user).startsWith("ps_dev_");
    assertThat(json.at("/desc").asText())
        .isEqualTo("Impossible travel: user " + user + " (+1 more)");
    assertThat(json.at("/observables/1/value").asText()).isEqualTo("203.0.113.0/24");
    assertThat(json.at("/pixelated/version").asLong()).isEqualTo(42);
    assertThat(json.at("/finding_info_list/0/title").asText()).isEqualTo("Impossible travel");
    assertThat(cleared.columns().entity()).isEqualTo("user:" + user);
    assertNothingPersonal(cleared);
  }

  @Test
  void minimisesADetectionByDroppingWhatMatched() throws IOException {
    Checked checked =
        store(RecordKind.DETECTIONS, Samples.EU_HEALTH, "us-east-1", Samples.detection());

    Cleared cleared = checked.cleared().orElseThrow();
    assertThat(Json.read(cleared.json()).has("evidences")).isFalse();
    assertNothingPersonal(cleared);
  }

  @Test
  void quarantinesAnEventWithMorePersonalValuesThanCanBeLookedFor() {
    StringBuilder entities = new StringBuilder();
    for (int i = 0; i < 4_000; i++) {
      entities.append(i == 0 ? "" : ",").append("{\"value\":\"user-").append(i).append("\"}");
    }
    String event =
        "{\"reason\":\"%s\",\"enrichment\":{\"entities\":[%s]}}"
            .formatted("user-x ".repeat(50_000), entities);

    Checked checked =
        store(RecordKind.THREAT_EVENTS, Samples.EU_PERSONAL, "us-east-1", event.getBytes(UTF_8));

    assertThat(checked.cleared().orElseThrow().isRemoval()).isTrue();
    assertThat(checked.quarantined()).isPresent();
    assertThat(checked.verdict().basis().reason()).contains("TooManyPersonalValues");
  }

  @Test
  void minimisesAnEventToWhatHappened() throws IOException {
    Checked checked =
        store(RecordKind.THREAT_EVENTS, Samples.EU_PERSONAL, "us-east-1", Samples.event());

    Cleared cleared = checked.cleared().orElseThrow();
    JsonNode json = Json.read(cleared.json());
    assertThat(json.at("/action").asText()).isEqualTo("login");
    assertThat(json.at("/ts").asText()).isEqualTo("2026-11-20T12:00Z");
    assertThat(json.at("/source.ip").asText()).isEqualTo("203.0.113.0/24");
    assertThat(json.at("/source/country").asText()).isEqualTo("DE");
    assertThat(json.at("/source/lat").isMissingNode()).isTrue();
    assertThat(json.has("user_agent")).isFalse();
    assertNothingPersonal(cleared);
  }

  @Test
  void quarantinesAnEventAboutHealthElsewhereWholeAndSealed() throws SealException {
    byte[] json = Samples.event();
    Checked checked = store(RecordKind.THREAT_EVENTS, Samples.EU_HEALTH, "us-east-1", json);

    assertThat(checked.verdict()).isInstanceOf(Verdict.Quarantine.class);
    QuarantinedRecord held = checked.quarantined().orElseThrow();
    assertThat(new String(held.value(), ISO_8859_1)).doesNotContain("login");
    Sealer sealer = new Sealer(KeyProvider.development(), "us-east-1");
    assertThat(sealer.open(held.value(), held.id())).isEqualTo(json);
    assertThat(held.verdictId()).isEqualTo(checked.audit().id());
    assertThat(held.clause()).isEqualTo("GDPR Art. 44");
  }

  @Test
  void removesWhatAnEarlierVersionLeftWhenAnIncidentIsQuarantined() {
    Checked checked =
        store(RecordKind.INCIDENTS, Classification.UNKNOWN, "us-east-1", Samples.incident());

    assertThat(checked.quarantined()).isPresent();
    Cleared removal = checked.cleared().orElseThrow();
    assertThat(removal.isRemoval()).isTrue();
    assertThat(removal.version()).isEqualTo(42);
    assertThat(removal.json()).asString(UTF_8).isEqualTo("{}");
    assertThat(removal.columns().entity()).isEmpty();
  }

  @Test
  void removesFromADatabaseWhatAnotherRulingMayHaveLetIn() {
    Checked stored =
        store(RecordKind.THREAT_EVENTS, Samples.EU_HEALTH, "us-east-1", Samples.event());
    Checked sent =
        check.check(
            new Request(
                RecordKind.THREAT_EVENTS,
                "id-1",
                Samples.EU_HEALTH,
                "us-east-1",
                DestinationKind.GLOBAL_TOPIC,
                "",
                TIME,
                Request.SECURITY,
                Samples.event()));

    Cleared removal = stored.cleared().orElseThrow();
    assertThat(removal.isRemoval()).isTrue();
    assertThat(removal.outcome()).isEqualTo("quarantine");
    assertThat(removal.json()).asString(UTF_8).isEqualTo("{}");
    assertThat(removal.columns().toString()).doesNotContain(Samples.PERSONAL_VALUES);
    assertThat(sent.verdict()).isInstanceOf(Verdict.Quarantine.class);
    assertThat(sent.cleared()).as("on a topic it became visible with its checkpoint").isEmpty();
  }

  @Test
  void sendsNothingAnywhereWhereThePoliciesThatHoldCannotBeRead() {
    Checked checked =
        check.check(
            Request.toStore(
                RecordKind.INCIDENTS,
                "id-1",
                Samples.EU_PERSONAL,
                "eu-central-1",
                TIME,
                Samples.incident()),
            new Ruling(Policies.denying(), List.of()));

    assertThat(checked.verdict()).isInstanceOf(Verdict.Quarantine.class);
    assertThat(checked.verdict().basis().reason()).contains("cannot be read");
  }

  @Test
  void removesMergedAndWithdrawnIncidents() {
    for (IncidentStatus status :
        new IncidentStatus[] {IncidentStatus.MERGED, IncidentStatus.WITHDRAWN}) {
      Checked checked =
          store(
              RecordKind.INCIDENTS,
              Samples.EU_HEALTH,
              "eu-central-1",
              Samples.incident(status, "t"));

      assertThat(checked.cleared().orElseThrow().isRemoval()).isTrue();
      assertThat(checked.quarantined()).isEmpty();
    }
  }

  @Test
  void holdsTheEndOfAnIncidentThatIsQuarantined() {
    Checked checked =
        store(
            RecordKind.INCIDENTS,
            Classification.UNKNOWN,
            "us-east-1",
            Samples.incident(IncidentStatus.MERGED, "t"));

    assertThat(checked.cleared().orElseThrow().isRemoval()).isTrue();
    assertThat(checked.quarantined()).isPresent();
  }

  @Test
  void quarantinesWhenAPersonalValueWouldRemainWhereNoneIsExpected() {
    String json =
        new String(Samples.incident(), UTF_8)
            .replace("\"version\":\"1.6.0\"", "\"version\":\"for " + Samples.LOGIN + "\"");
    Checked checked =
        store(RecordKind.INCIDENTS, Samples.EU_HEALTH, "us-east-1", json.getBytes(UTF_8));

    assertThat(checked.verdict()).isInstanceOf(Verdict.Quarantine.class);
    assertThat(checked.verdict().basis().reason()).contains("would remain");
  }

  @Test
  void quarantinesWhatIsNoJsonObject() {
    for (String text : new String[] {"", "[]", "{", "{} {}", "{\"a\":1,\"a\":2}", "null"}) {
      Checked checked =
          store(
              RecordKind.THREAT_EVENTS, Samples.EU_PERSONAL, "eu-central-1", text.getBytes(UTF_8));

      assertThat(checked.verdict()).as(text).isInstanceOf(Verdict.Quarantine.class);
      assertThat(checked.cleared()).isEmpty();
      assertThat(checked.quarantined()).isPresent();
    }
  }

  @Test
  void failsClosedWithoutAKey() {
    ResidencyCheck keyless =
        new ResidencyCheck(
            Ruling.shipped(),
            (region, purpose) -> {
              if (purpose == KeyPurpose.ENCRYPTION) {
                return KeyProvider.development().valid(region, purpose);
              }
              throw new IllegalStateException("no key for " + Samples.LOGIN);
            });
    Checked checked =
        keyless.check(
            Request.toStore(
                RecordKind.DETECTIONS,
                "id-1",
                Samples.EU_HEALTH,
                "us-east-1",
                TIME,
                Samples.detection()));

    assertThat(checked.verdict()).isInstanceOf(Verdict.Quarantine.class);
    assertThat(checked.cleared().orElseThrow().isRemoval()).isTrue();
    assertThat(checked.verdict().basis().reason())
        .isEqualTo("the check failed with IllegalStateException");
  }

  @Test
  void auditsEveryVerdictUnderAPseudonymAndTheSameIdOnReplay() throws IOException {
    Checked first =
        store(RecordKind.THREAT_EVENTS, Samples.EU_HEALTH, "us-east-1", Samples.event());
    Checked again =
        store(RecordKind.THREAT_EVENTS, Samples.EU_HEALTH, "us-east-1", Samples.event());

    assertThat(first.audit()).isEqualTo(again.audit());
    assertThat(first.audit().subject()).startsWith("ps_dev_");
    byte[] json = AuditJson.write(first.audit());
    assertThat(AuditJson.read(json)).isEqualTo(first.audit());
    assertThat(new String(json, UTF_8)).doesNotContain(Samples.PERSONAL_VALUES);
  }

  @Test
  void putsAnotherNameOnAVerdictWithoutWritingItAnew() throws IOException {
    AuditRecord named =
        store(RecordKind.THREAT_EVENTS, Samples.EU_HEALTH, "us-east-1", Samples.event()).audit();
    byte[] nameless = AuditJson.write(named.withoutSubject());

    byte[] again = AuditJson.withSubject(nameless, named.subject());

    assertThat(again).isEqualTo(AuditJson.write(named));
    assertThatThrownBy(() -> AuditJson.withSubject(again, "su_1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the record names a subject already, or is none");
  }

  @Test
  void auditsDutiesAndRetentionWithWhatWasDecidedAboutAConflict() throws IOException {
    AuditRecord audit =
        store(
                RecordKind.INCIDENTS,
                Classification.of(
                    List.of(DataClass.PERSONAL, DataClass.HEALTH), List.of("EU", "US")),
                "us-east-1",
                Samples.incident())
            .audit();
    JsonNode json = Json.read(AuditJson.write(audit));

    assertThat(audit.duties()).contains(Duty.ERASURE, Duty.FIPS_140_ENCRYPTION);
    assertThat(json.path("duties").toString()).contains("\"fips_140_encryption\"");
    assertThat(json.at("/retention/keep_months").asInt()).isEqualTo(84);
    assertThat(json.at("/retention/resolution").asText())
        .contains("gdpr (delete by 26 months", "yields to 84 months");
    assertThat(AuditJson.read(AuditJson.write(audit))).isEqualTo(audit);
    // A record from before duties and retention stood in it.
    ((ObjectNode) json).remove(List.of("duties", "retention"));
    AuditRecord old = AuditJson.read(json.toString().getBytes(UTF_8));
    assertThat(old.duties()).isEmpty();
    assertThat(old.retention()).isEqualTo(Retention.UNLIMITED);
  }

  @Test
  void readsBackWhatItQuarantined() throws IOException {
    QuarantinedRecord held =
        store(RecordKind.THREAT_EVENTS, Samples.EU_HEALTH, "us-east-1", Samples.event())
            .quarantined()
            .orElseThrow();

    assertThat(QuarantineJson.read(QuarantineJson.write(held)))
        .usingRecursiveComparison()
        .isEqualTo(held);
    assertThat(held.toString()).doesNotContain(Samples.PERSONAL_VALUES);
  }

  @Test
  void carriesClearedRecordsOverTheWireUnchanged() throws IOException {
    Cleared cleared =
        store(RecordKind.INCIDENTS, Samples.EU_HEALTH, "us-east-1", Samples.incident())
            .cleared()
            .orElseThrow();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ClearedCodec.write(cleared, new DataOutputStream(bytes));
    Cleared read =
        ClearedCodec.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

    assertThat(read).usingRecursiveComparison().isEqualTo(cleared);
  }

  private static void assertNothingPersonal(Cleared cleared) {
    assertThat(new String(cleared.json(), UTF_8)).doesNotContain(Samples.PERSONAL_VALUES);
    assertThat(cleared.columns().toString()).doesNotContain(Samples.PERSONAL_VALUES);
  }
}

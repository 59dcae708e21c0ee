package io.pixelated.streams.privacy.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pixelated.streams.privacy.Identifier;
import io.pixelated.streams.privacy.IdentifierKind;
import io.pixelated.streams.privacy.PrivacyRequest;
import io.pixelated.streams.privacy.Role;
import io.pixelated.streams.privacy.Subject;
import io.pixelated.streams.privacy.SubjectMatcher;
import io.pixelated.streams.residency.keys.KeyProvider;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExportTest {
  private static final Subject ANA =
      Subject.of(List.of(new Identifier(IdentifierKind.USER, "ana")));
  private static final String PAYLOAD =
      "{\"actor\":{\"user\":\"ben\"},\"desc\":\"ana and ben\",\"patient\":{\"id\":\"4711\"},"
          + "\"observables\":[{\"name\":\"user\",\"value\":\"ana\"},{\"name\":\"user\",\"value\":\"cleo\"}]}";

  @Test
  void showsSubjectsTheirOwnAndNobodyElses() throws IOException {
    JsonNode record = only(Role.SUBJECT, "PERSONAL");

    assertThat(record.at("/payload/desc").asText()).isEqualTo("ana and [another person]");
    assertThat(record.at("/payload/observables/0/value").asText()).isEqualTo("ana");
    assertThat(record.toString()).doesNotContain("ben").doesNotContain("cleo").contains("4711");
  }

  @Test
  void showsThePrivacyOfficeAll() throws IOException {
    assertThat(only(Role.PRIVACY_OFFICER, "HEALTH").path("payload").toString()).isEqualTo(PAYLOAD);
  }

  @Test
  void showsAnalystsNoContentAndNothingOfHealth() throws IOException {
    assertThat(only(Role.SOC_ANALYST, "PERSONAL").toString())
        .contains("ben")
        .doesNotContain("4711");
    for (String dataClass : List.of("HEALTH", "UNKNOWN")) {
      JsonNode withheld = document(Role.SOC_ANALYST, dataClass);
      assertThat(withheld.path("records")).isEmpty();
      assertThat(withheld.at("/withheld/detections").asInt()).isEqualTo(1);
    }
  }

  @Test
  void showsAuditorsThatARecordIsThereAndNotWhatItSays() throws IOException {
    JsonNode record = only(Role.AUDITOR, "HEALTH");

    assertThat(record.toString()).isEqualTo("{\"id\":\"d-1\",\"table\":\"detections\"}");
  }

  @Test
  void dividesWhatIsTooMuchForOneRecord() throws IOException {
    Export export = export(Role.PRIVACY_OFFICER);
    String large = "{\"text\":\"" + "x".repeat(1 << 20) + "\"}";
    for (int i = 0; i < 9; i++) {
      export.add(Map.of("table", "detections"), List.of("PERSONAL"), large);
    }

    List<byte[]> parts = export.documents();
    assertThat(parts).hasSize(3).allMatch(part -> part.length < 5 << 20);
    int records = 0;
    for (byte[] part : parts) {
      records += new ObjectMapper().readTree(part).path("records").size();
    }
    assertThat(records).isEqualTo(9);
  }

  private static JsonNode only(Role role, String dataClass) throws IOException {
    JsonNode document = document(role, dataClass);
    assertThat(document.path("records")).hasSize(1);
    assertThat(document.path("role").asText()).isEqualTo(role.word());
    return document.at("/records/0");
  }

  private static JsonNode document(Role role, String dataClass) throws IOException {
    Export export = export(role);
    export.add(
        Map.of("table", "detections", "id", "d-1", "entity", "user:ben"),
        List.of(dataClass),
        PAYLOAD);
    return new ObjectMapper().readTree(export.documents().get(0));
  }

  private static Export export(Role role) {
    PrivacyRequest request =
        new PrivacyRequest.Access(
            new PrivacyRequest.Header(
                "r", Instant.EPOCH, ANA, "EU", new PrivacyRequest.Requester("x", role)));
    return new Export(
        request,
        "eu-central-1",
        new SubjectMatcher(ANA, KeyProvider.development(), "eu-central-1"));
  }
}

package io.pixelated.streams.privacy.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pixelated.streams.residency.audit.PublicKeys;
import io.pixelated.streams.residency.audit.SigningKey;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.KeyPurpose;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateTextTest {
  private static final String REGION = "eu-central-1";
  private static final SigningKey KEY = key(REGION);
  private static final PublicKeys TRUSTED = new PublicKeys(List.of(KEY.published()));
  private static final Certificate CERTIFICATE =
      new Certificate(
          "dsr-17",
          REGION,
          "request_00",
          Instant.parse("2026-11-22T10:00:00Z"),
          Instant.parse("2026-11-22T11:00:00Z"),
          "p1",
          List.of(new Certificate.Erased("table detections", "content removed", 3)),
          List.of(new Certificate.Kept("table incidents", 1, "hipaa", "2033-11-22T00:00:00Z")),
          List.of(
              new Certificate.Expiring(
                  "topic security.events.raw",
                  Instant.parse("2026-11-30T11:00:00Z"),
                  true,
                  "retention")),
          List.of(new ErasureReport("dsr-17", "threat-correlation", "incidents", 0, 1, 2, 3, 4)),
          List.of("stage threat-correlation/detect did not report"));

  @Test
  void isBelievedByWhoeverTrustsTheRegionsKey() throws IOException {
    CertificateText read = CertificateText.read(CertificateText.sign(CERTIFICATE, KEY));

    assertThat(read.problems(TRUSTED)).isEmpty();
    assertThat(read.missing()).containsExactly("stage threat-correlation/detect did not report");
    assertThat(read.title())
        .isEqualTo("erasure dsr-17 in eu-central-1, completed 2026-11-22T11:00:00Z");
  }

  @Test
  void isBelievedHoweverItsMembersAreOrderedAndSpaced() throws IOException {
    String signed = new String(CertificateText.sign(CERTIFICATE, KEY), UTF_8);
    String spaced = signed.replace(",\"", ",\n  \"").replace("\":", "\" : ");

    assertThat(CertificateText.read(spaced.getBytes(UTF_8)).problems(TRUSTED)).isEmpty();
  }

  @Test
  void isNotBelievedOnceAnyDigitOrLetterIsAnother() throws IOException {
    byte[] signed = CertificateText.sign(CERTIFICATE, KEY);
    for (int i = 0; i < signed.length; i++) {
      byte[] altered = signed.clone();
      altered[i] = (byte) (altered[i] == '7' ? '8' : '7');
      try {
        assertThat(CertificateText.read(altered).problems(TRUSTED)).as("byte %d", i).isNotEmpty();
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("no erasure certificate");
      }
    }
  }

  @Test
  void isNotBelievedOfAnotherRegionOrKey() throws IOException {
    CertificateText forged =
        CertificateText.read(CertificateText.sign(CERTIFICATE, key("us-east-1")));

    assertThat(forged.problems(TRUSTED))
        .containsExactly(
            "the signature is not over this: it was altered, or another key signed it");
    assertThat(forged.problems(new PublicKeys(List.of())).get(0))
        .contains("no trusted key of region");
  }

  @Test
  void refusesWhatIsNone() {
    for (String text : List.of("", "[]", "{}", "{\"signature\":{}}", "secret")) {
      assertThatThrownBy(() -> CertificateText.read(text.getBytes(UTF_8)))
          .isInstanceOf(IOException.class)
          .message()
          .doesNotContain("secret");
    }
  }

  @Test
  void missesStagesAndSubtasksThatDidNotReport() {
    ReportLedger ledger = new ReportLedger(List.of("j/a", "j/b"));

    assertThat(ledger.missing(List.of()))
        .containsExactly("stage j/a did not report", "stage j/b did not report");
    assertThat(ledger.missing(List.of(report("a", 0, 2), report("a", 0, 2), report("b", 0, 1))))
        .containsExactly("stage j/a reported in part: not all of its subtasks did");
    assertThat(ledger.missing(List.of(report("a", 0, 2), report("a", 1, 2), report("b", 0, 1))))
        .isEmpty();
    assertThatThrownBy(() -> new ReportLedger(List.of("incidents")))
        .hasMessageContaining("write job/stage");
  }

  private static ErasureReport report(String stage, int subtask, int subtasks) {
    return new ErasureReport("r", "j", stage, subtask, subtasks, 0, 0, 0);
  }

  private static SigningKey key(String region) {
    return new SigningKey(region, KeyProvider.development().current(region, KeyPurpose.SIGNING));
  }
}

package io.pixelated.streams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.privacy.erasure.Certificate;
import io.pixelated.streams.privacy.erasure.CertificateText;
import io.pixelated.streams.residency.audit.SigningKey;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.KeyPurpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivacyCommandTest {
  private static final String REGION = "eu-central-1";

  @TempDir private Path directory;

  private final CommandLineFixture line = new CommandLineFixture();

  @Test
  void saysThatACertificateIsGenuineAndComplete() throws IOException {
    assertThat(verify(certificate())).isEqualTo(ExitCodes.DONE);
    assertThat(line.results()).contains("erasure dsr-17 in eu-central-1, completed 2026-11-22");
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    assertThat(verify(certificate("stage a/b did not report"))).isEqualTo(ExitCodes.PROBLEMS);
    assertThat(line.results()).contains("missing: stage a/b did not report");
  }

  @Test
  void saysThatOneWasAltered() throws IOException {
    String altered = certificate("stage a/b did not report").replace("stage a/b", "stage a/c");

    assertThat(verify(altered)).isEqualTo(ExitCodes.PROBLEMS);
    assertThat(line.results()).contains("not genuine: the signature is not over this");
  }

  @Test
  void refusesWhatIsNoCertificateOrNoQuestion() throws IOException {
    assertThat(verify("{}")).isEqualTo(ExitCodes.PROBLEMS);
    assertThat(line.messages()).contains("no erasure certificate");
    assertThat(line.run("privacy", "verify", "--keys", "development", directory.resolve("none")))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(read("king", "user=ana")).isEqualTo(ExitCodes.USAGE);
    assertThat(line.messages()).contains("there is no role 'king'; use subject");
    assertThat(read("auditor", "ana")).isEqualTo(ExitCodes.USAGE);
    assertThat(line.messages()).contains("names no kind; write user=ana.keller");
  }

  @Test
  void saysAllThatIsWrongWithARequestBeforeItIsSent() throws IOException {
    Path file = Files.writeString(directory.resolve("request.json"), "{\"type\": \"forget\"}");

    assertThat(request(file)).isEqualTo(ExitCodes.USAGE);
    assertThat(line.messages())
        .contains(
            "request.json: id is missing", "type is none that is known", "subject is missing");
    assertThat(request(directory.resolve("none"))).isEqualTo(ExitCodes.USAGE);
    assertThat(line.messages()).contains("there is no readable file");
  }

  private int request(Path file) {
    return line.run(
        "privacy", "request", "--bootstrap", "broker.invalid:9092", "--keys", "development", file);
  }

  private int read(String role, String subject) {
    return line.run(
        "privacy",
        "read",
        "--bootstrap",
        "broker.invalid:9092",
        "--keys",
        "development",
        "--home",
        "EU",
        "--name",
        "x",
        "--role",
        role,
        "--subject",
        subject);
  }

  private int verify(String certificate) throws IOException {
    Path file = Files.writeString(directory.resolve("certificate.json"), certificate);
    return line.run("privacy", "verify", "--keys", "development", file);
  }

  private static String certificate(String... missing) {
    SigningKey key =
        new SigningKey(REGION, KeyProvider.development().current(REGION, KeyPurpose.SIGNING));
    Instant time = Instant.parse("2026-11-22T10:00:00Z");
    Certificate certificate =
        new Certificate(
            "dsr-17",
            REGION,
            "request_0",
            time,
            time,
            "p",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(missing));
    return new String(CertificateText.sign(certificate, key), UTF_8);
  }
}

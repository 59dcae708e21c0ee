package io.pixelated.streams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.DeadLetterJson;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.sealing.Sealer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnsealCommandTest {
  @TempDir private Path directory;

  private final CommandLineFixture line = new CommandLineFixture();

  private Path letters(String region) throws IOException {
    DeadLetter letter =
        new DeadLetter(
            "d-1", region, "parse", "cut off", new Origin("t", 0, 1, 2), "{\"a\":".getBytes(UTF_8));
    byte[] json = DeadLetterJson.write(new Sealer(KeyProvider.development(), region).seal(letter));
    return Files.writeString(directory.resolve("letters.ndjson"), new String(json, UTF_8) + "\n\n");
  }

  @Test
  void printsWhatWasSealed() throws IOException {
    int code = line.run("unseal", "--keys", "development", letters("us-east-1"));

    assertThat(code).isEqualTo(ExitCodes.DONE);
    assertThat(line.results())
        .contains("\"reason\":\"cut off\"")
        .contains("\"text\":\"{\\\"a\\\":\"");
  }

  @Test
  void saysWhichLineCannotBeOpenedAndWhy() throws IOException {
    Path file = letters("us-east-1");
    Files.writeString(file, "{}\n" + Files.readString(file));

    assertThat(line.run("unseal", "--keys", directory.toString(), file))
        .isEqualTo(ExitCodes.PROBLEMS);
    assertThat(line.messages())
        .contains("line 1: this is no record of quarantine or dead letters")
        .contains("line 2: key file")
        .contains("us-east-1.encryption cannot be read");
    assertThat(line.results()).isEmpty();
  }

  @Test
  void asksForWhatIsMissing() {
    assertThat(line.run("unseal", "x")).isEqualTo(ExitCodes.USAGE);
    assertThat(line.run("unseal", "--keys", "development", directory.resolve("none")))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(line.messages()).contains("--keys").contains("check the path");
  }
}

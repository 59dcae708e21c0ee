package io.pixelated.streams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectOptionsTest {
  private static final String ROW =
      "low           2026-11-20T08:00:00Z       0  Login Succeeded                             "
          + " action=login outcome=success";

  @TempDir Path directory;
  private final CommandLineFixture streams = new CommandLineFixture();
  private Path rule;
  private Path events;

  @BeforeEach
  void writeARuleAndAnEvent() throws IOException {
    rule = CommandLineFixture.write(directory, "login.yml", CommandLineFixture.LOGIN_RULE);
    events =
        CommandLineFixture.write(directory, "e.ndjson", CommandLineFixture.login("ana") + "\n");
  }

  @Test
  void writesATableForPeople() {
    streams.run("detect", "--rules", rule, "--events", events, "--output", "table");

    assertThat(streams.results())
        .isEqualTo(
            "LEVEL         TIME                   EVENT  RULE                                    "
                + "     FIELDS\n"
                + ROW
                + "\n");
  }

  @Test
  void coloursAndShortensOnATerminalAlone() {
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    Terminal terminal = new Terminal(results, nowhere, true, false);

    Streams.run(
        terminal,
        "detect",
        "--rules",
        rule.toString(),
        "--events",
        events.toString(),
        "--output",
        "table");

    assertThat(results.toString(UTF_8)).contains("\u001b[36mlow\u001b[0m");
    assertThat(streams.results()).doesNotContain("\u001b");
  }

  @Test
  void addsTheConditionToEachLineOfJson() {
    streams.run("detect", "--rules", rule, "--events", events, "--explain");

    assertThat(streams.results())
        .startsWith("{\"rule\":\"11111111-2222-4333-8444-555555555555\",\"title\":")
        .contains(
            "\"fields\":{\"action\":\"login\",\"outcome\":\"success\"},\"explanation\":"
                + "{\"selection\":\"selection\",\"holds\":true,\"parts\":[")
        .endsWith("}\n");
    assertThat(streams.results().lines()).hasSize(1);
  }

  @Test
  void addsTheConditionBelowEachRowOfATable() {
    streams.run("detect", "--rules", rule, "--events", events, "--output", "table", "--explain");

    assertThat(streams.results())
        .contains(ROW + "\n    ✓ log source: ")
        .contains("\n    ✓ selection\n      ✓ action: 'login'\n          saw 'login'\n");
  }

  @Test
  void givesPlaceholdersTheValuesOfAPipeline() throws IOException {
    CommandLineFixture.write(
        directory,
        "login.yml",
        CommandLineFixture.LOGIN_RULE.replace(
            "outcome: success", "actor.user|expand: '%administrators%'"));
    Path pipeline =
        CommandLineFixture.write(
            directory,
            "ours.yaml",
            """
            name: Ours
            vars:
                administrators: [ana, ben]
            transformations:
                - id: values
                  type: value_placeholders
            """);

    assertThat(streams.run("detect", "--rules", rule, "--events", events)).isZero();
    assertThat(streams.results()).isEmpty();
    assertThat(streams.run("detect", "--rules", rule, "--events", events, "--pipeline", pipeline))
        .isZero();
    assertThat(streams.results()).contains("\"actor.user\":\"ana\"");
  }

  @Test
  void saysWhatIsWrongWithAPipeline() throws IOException {
    Path broken =
        CommandLineFixture.write(
            directory,
            "broken.yml",
            "name: Broken\ntransformations:\n    - type: field_nam_mapping\n");

    assertThat(streams.run("detect", "--rules", rule, "--events", events, "--pipeline", broken))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(
            streams.run(
                "detect", "--rules", rule, "--events", events, "--pipeline", "windows-channel"))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(streams.messages().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("streams detect: pipeline " + broken + ":3: ")
                    .contains("field_nam_mapping"),
            line ->
                assertThat(line)
                    .startsWith("streams detect: pipeline windows-channel: the file does not exist")
                    .contains("did you mean 'windows-channels'?"));
  }
}

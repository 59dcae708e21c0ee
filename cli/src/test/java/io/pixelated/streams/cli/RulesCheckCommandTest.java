package io.pixelated.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.cli.terminal.ExitCodes;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCheckCommandTest {
  @TempDir Path directory;
  private final CommandLineFixture streams = new CommandLineFixture();

  @BeforeEach
  void writeAGoodRule() throws IOException {
    CommandLineFixture.write(directory, "good.yml", CommandLineFixture.LOGIN_RULE);
  }

  @Test
  void isSilentAndSucceedsWhenAllRulesAreGood() {
    assertThat(streams.run("rules", "check", directory)).isZero();
    assertThat(streams.results()).isEmpty();
    assertThat(streams.messages()).isEqualTo("1 rules are good, 0 are rejected, 0 warnings\n");
  }

  @Test
  void tellsFileLineAndReasonOfARejectedRule() throws IOException {
    Path bad = badRule();

    assertThat(streams.run("rules", "check", directory)).isEqualTo(ExitCodes.PROBLEMS);
    assertThat(streams.results()).startsWith(bad + ":").contains("nothing");
    assertThat(streams.results().lines()).hasSize(1);
  }

  @Test
  void writesJsonForPrograms() throws IOException {
    Path bad = badRule();

    int code = streams.run("rules", "check", "--output", "json", directory);

    assertThat(code).isEqualTo(ExitCodes.PROBLEMS);
    assertThat(streams.results())
        .startsWith("{\"loaded\":1,\"rejected\":[{\"file\":\"" + bad + "\",\"line\":")
        .contains("\"rule\":\"22222222-2222-4333-8444-555555555555\",\"reason\":\"", "nothing")
        .endsWith("\"}],\"warnings\":[]}\n");
  }

  @Test
  void refusesAPathThatLeadsNowhere() {
    assertThat(streams.run("rules", "check", directory.resolve("none"))).isEqualTo(ExitCodes.USAGE);
    assertThat(streams.messages())
        .isEqualTo(
            "streams rules check: there is no file or directory "
                + directory.resolve("none")
                + "; check the path\n");
  }

  @Test
  void warnsWithWhatToDoAndStillSucceeds() throws IOException {
    Path poor = poorRule();

    assertThat(streams.run("rules", "check", directory)).isZero();
    assertThat(streams.results())
        .isEqualTo(
            poor
                + ":1: rule 33333333-2222-4333-8444-555555555555: warning: no level; add"
                + " informational, low, medium, high or critical [missing-level]\n"
                + poor
                + ":14: rule 33333333-2222-4333-8444-555555555555: warning: the condition does not"
                + " use selection 'other'; use it or remove it [unused-selection]\n");
    assertThat(streams.messages()).isEqualTo("2 rules are good, 0 are rejected, 2 warnings\n");
  }

  @Test
  void countsWarningsAsProblemsIfTold() throws IOException {
    poorRule();

    assertThat(streams.run("rules", "check", "--strict", directory)).isEqualTo(ExitCodes.PROBLEMS);
  }

  @Test
  void leavesOutWarningsThatAreIgnored() throws IOException {
    poorRule();

    int code =
        streams.run(
            "rules",
            "check",
            "--strict",
            "--ignore",
            "missing-level",
            "--ignore",
            "unused-selection",
            directory);

    assertThat(code).isZero();
    assertThat(streams.results()).isEmpty();
  }

  @Test
  void refusesToIgnoreWhatDoesNotExist() {
    assertThat(streams.run("rules", "check", "--ignore", "missing-levels", directory))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(streams.messages())
        .isEqualTo(
            "streams rules check: there is no warning 'missing-levels'; did you mean"
                + " 'missing-level'?\n");
  }

  @Test
  void writesWarningsAsJson() throws IOException {
    Path poor = poorRule();

    streams.run("rules", "check", "--output", "json", directory);

    assertThat(streams.results())
        .startsWith(
            "{\"loaded\":2,\"rejected\":[],\"warnings\":[{\"file\":\"" + poor + "\",\"line\":1,")
        .contains("\"lint\":\"missing-level\",\"message\":\"no level; ");
  }

  @Test
  void learnsFieldsFromSampleEvents() throws IOException {
    CommandLineFixture.write(
        directory,
        "good.yml",
        CommandLineFixture.LOGIN_RULE
            .replace(
                "product: pixelated\n    service: identity",
                "category: process_creation\n    product: windows")
            .replace("action: login", "GrandParentImage: x")
            .replace("outcome: success", "CommandLine: y"));
    Path samples =
        CommandLineFixture.write(
            directory,
            "samples.ndjson",
            "{\"product\":\"windows\",\"category\":\"process_creation\",\"GrandParentImage\":\"\"}\n");

    streams.run("rules", "check", directory);
    assertThat(streams.results())
        .contains("events of windows process_creation have no field 'GrandParentImage'");
    int before = streams.results().length();
    streams.run("rules", "check", directory, "--events", samples);
    assertThat(streams.results()).hasSize(before);
  }

  private Path poorRule() throws IOException {
    return CommandLineFixture.write(
        directory,
        "poor.yml",
        CommandLineFixture.LOGIN_RULE
            .replace("11111111", "33333333")
            .replace("Login Succeeded", "Login")
            .replace("action: login", "action: logout")
            .replace("    condition:", "    other:\n        action: read\n    condition:")
            .replace("level: low\n", ""));
  }

  private Path badRule() throws IOException {
    return CommandLineFixture.write(
        directory,
        "bad.yml",
        CommandLineFixture.LOGIN_RULE
            .replace("11111111", "22222222")
            .replace("condition: selection", "condition: nothing"));
  }
}

package io.pixelated.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(streams.messages()).isEqualTo("1 rules are good, 0 are rejected\n");
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
        .endsWith("\"}]}\n");
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

  private Path badRule() throws IOException {
    return CommandLineFixture.write(
        directory,
        "bad.yml",
        CommandLineFixture.LOGIN_RULE
            .replace("11111111", "22222222")
            .replace("condition: selection", "condition: nothing"));
  }
}

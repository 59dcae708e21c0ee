package io.pixelated.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.cli.terminal.ExitCodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsTest {
  private final CommandLineFixture streams = new CommandLineFixture();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit",
        "audit public-key",
        "audit verify",
        "database",
        "database migrate",
        "database retention",
        "demo",
        "detect",
        "privacy",
        "privacy read",
        "privacy verify",
        "rules",
        "rules check",
        "rules coverage",
        "rules explain",
        "rules test",
        "run",
        "topics",
        "unseal"
      })
  void everyCommandHasHelp(String command) {
    String[] words = (command + " --help").split(" ", -1);

    assertThat(streams.run((Object[]) words)).isZero();
    assertThat(streams.results()).contains("Usage: streams " + command);
    assertThat(streams.messages()).isEmpty();
  }

  @Test
  void namesAnUnknownCommand() {
    assertThat(streams.run("detct")).isEqualTo(ExitCodes.USAGE);
    assertThat(streams.messages().lines()).hasSize(1);
    assertThat(streams.messages()).contains("detct", "streams --help");
  }

  @Test
  void asksForACommandWhenThereIsNone() {
    assertThat(streams.run()).isEqualTo(ExitCodes.USAGE);
    assertThat(streams.messages()).contains("streams --help");
  }

  @Test
  void refusesAnUnknownJob() {
    assertThat(streams.run("run", "no-job")).isEqualTo(ExitCodes.USAGE);
    assertThat(streams.messages())
        .isEqualTo(
            "streams run: there is no job 'no-job'; use one of [audit-archive, compliance, threat-correlation]\n");
  }

  @Test
  void refusesARegionThatDoesNotExist() {
    assertThat(streams.run("demo", "--events", "-", "--keep-time", "--region", "mars-1"))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(streams.messages()).contains("no region mars-1; use one of ", "us-east-1");
  }
}

package io.pixelated.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.cli.terminal.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTestCommandTest {
  @TempDir Path directory;
  private final CommandLineFixture streams = new CommandLineFixture();
  private Path rule;

  @BeforeEach
  void writeARule() throws IOException {
    rule = CommandLineFixture.write(directory, "rule.yml", CommandLineFixture.LOGIN_RULE);
  }

  @Test
  void succeedsWhenEveryCaseDoesWhatItSays() throws IOException {
    tests(
        """
        positive:
          - {platform: pixelated, service: identity, action: login, outcome: success}
          - '{"platform": "pixelated", "service": "identity", "action": "login", "outcome": "success"}'
        negative:
          - {platform: pixelated, service: identity, action: login, outcome: failure}
        """);

    assertThat(streams.run("rules", "test", directory)).isZero();
    assertThat(streams.results()).isEmpty();
    assertThat(streams.messages())
        .isEqualTo("1 rule files tested in 3 cases: 0 failed; 0 without tests, 0 rules rejected\n");
  }

  @Test
  void saysWhatWasExpectedAndWhyItDidNotHappen() throws IOException {
    Path tests =
        tests(
            """
            positive:
              - {platform: pixelated, service: identity, action: logout, outcome: success}
            """);

    assertThat(streams.run("rules", "test", directory)).isEqualTo(ExitCodes.PROBLEMS);
    assertThat(streams.results())
        .startsWith(tests + ":2: " + rule + " is expected to match, but does not\n")
        .contains("    ✗ selection\n", "      ✗ action: 'login'\n", "          saw 'logout'\n");
  }

  @Test
  void saysWhyAnEventMatchesThatShouldNot() throws IOException {
    Path tests = tests("negative:\n  - " + CommandLineFixture.login("ana") + "\n");

    assertThat(streams.run("rules", "test", directory)).isEqualTo(ExitCodes.PROBLEMS);
    assertThat(streams.results())
        .startsWith(tests + ":2: " + rule + " is expected not to match, but does\n")
        .contains("    ✓ selection\n");
  }

  @Test
  void testsCorrelationsOnListsOfEvents() throws IOException {
    CommandLineFixture.write(
        directory,
        "often.yml",
        """
        title: Often
        id: 22222222-2222-4333-8444-555555555555
        correlation:
            type: event_count
            rules: [11111111-2222-4333-8444-555555555555]
            group-by: [actor.user]
            timespan: 5m
            condition: {gte: 2}
        """);
    Path tests =
        CommandLineFixture.write(
            directory,
            "often.test.yml",
            "positive:\n  - - %s\n    - %s\n  - - %s\n"
                .formatted(
                    CommandLineFixture.login("ana"),
                    CommandLineFixture.login("ana").replace("08:00:00", "08:01:00"),
                    CommandLineFixture.login("bob")));

    assertThat(streams.run("rules", "test", directory)).isEqualTo(ExitCodes.PROBLEMS);
    assertThat(streams.results())
        .isEqualTo(
            tests
                + ":4: "
                + directory.resolve("often.yml")
                + " is expected to alert, but does not\n"
                + "    11111111-2222-4333-8444-555555555555 matched 1 of 1 events\n");
    assertThat(streams.messages())
        .isEqualTo("1 rule files tested in 2 cases: 1 failed; 1 without tests, 0 rules rejected\n");
  }

  @Test
  void listsRulesWithoutTestsOnRequest() {
    assertThat(streams.run("rules", "test", "--verbose", directory)).isZero();
    assertThat(streams.results()).isEqualTo(rule + ": no tests\n");
  }

  @Test
  void runsTheRecordingsThatARuleLeadsTo() throws IOException {
    Path recorded = Files.createDirectories(directory.resolve("regression_data/login"));
    CommandLineFixture.write(recorded, "info.yml", "id: x\n");
    CommandLineFixture.write(
        recorded, "event.json", CommandLineFixture.login("ana").replace("login", "logout"));
    CommandLineFixture.write(
        Files.createDirectories(directory.resolve("rules")),
        "recorded.yml",
        CommandLineFixture.LOGIN_RULE.replace("11111111", "22222222")
            + "regression_tests_path: regression_data/login/info.yml\n");

    assertThat(streams.run("rules", "test", directory.resolve("rules")))
        .isEqualTo(ExitCodes.PROBLEMS);
    assertThat(streams.results()).contains(recorded + ": ", " is expected to match, but does not");
  }

  @Test
  void failsOnCasesThatCannotBeRead() throws IOException {
    Path tests = tests("positiv:\n  - {}\n");

    assertThat(streams.run("rules", "test", directory)).isEqualTo(ExitCodes.PROBLEMS);
    assertThat(streams.results())
        .isEqualTo(tests + ":1: unknown key 'positiv'; use positive or negative\n");
  }

  @Test
  void failsOnRulesThatAreRejected() throws IOException {
    CommandLineFixture.write(directory, "bad.yml", "title: Bad\n");

    assertThat(streams.run("rules", "test", directory)).isEqualTo(ExitCodes.PROBLEMS);
    assertThat(streams.results()).contains("bad.yml:1: rejected: ");
  }

  private Path tests(String text) throws IOException {
    return CommandLineFixture.write(directory, "rule.test.yml", text);
  }
}

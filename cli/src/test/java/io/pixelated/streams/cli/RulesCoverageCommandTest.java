package io.pixelated.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.cli.terminal.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCoverageCommandTest {
  @TempDir Path directory;
  private final CommandLineFixture streams = new CommandLineFixture();

  @BeforeEach
  void writeRules() throws IOException {
    String rule =
        CommandLineFixture.LOGIN_RULE
            + "tags:\n    - attack.initial-access\n    - attack.t1078\n    - attack.t1059.001\n";
    CommandLineFixture.write(directory, "a.yml", rule);
    CommandLineFixture.write(
        directory,
        "b.yml",
        rule.replace("11111111", "22222222")
            .replace("Login Succeeded", "Another")
            .replace("    - attack.t1059.001\n", ""));
    CommandLineFixture.write(
        directory,
        "often.yml",
        """
        title: Often
        id: 33333333-2222-4333-8444-555555555555
        tags: [attack.credential-access, attack.t1110]
        correlation:
            type: event_count
            rules: [11111111-2222-4333-8444-555555555555]
            group-by: [actor.user]
            timespan: 5m
            condition: {gte: 2}
        """);
  }

  @Test
  void writesALayerOfTheTechniquesAndTheirRules() {
    assertThat(streams.run("rules", "coverage", "--name", "Ours", directory)).isZero();
    assertThat(streams.results().replaceAll("\\s+", " "))
        .startsWith(
            "{ \"name\" : \"Ours\", \"versions\" : { \"attack\" : \"18\", \"navigator\" : \"5.1.0\","
                + " \"layer\" : \"4.5\" }, \"domain\" : \"enterprise-attack\"")
        .contains(
            "{ \"techniqueID\" : \"T1059.001\", \"score\" : 1, \"comment\" : \"Login Succeeded\"",
            "{ \"techniqueID\" : \"T1078\", \"score\" : 2, \"comment\" : \"Another\\nLogin"
                + " Succeeded\"",
            "{ \"techniqueID\" : \"T1110\", \"score\" : 1, \"comment\" : \"Often\"")
        .contains("\"minValue\" : 1, \"maxValue\" : 2");
  }

  @Test
  void sumsUpByTactic() {
    streams.run("rules", "coverage", directory);

    assertThat(streams.messages())
        .startsWith(
            "3 rules (0 rejected), 3 of them with techniques: 2 techniques and 1 sub-techniques, of"
                + " 691 in ATT&CK 18\n")
        .contains("Initial Access               2           2\n")
        .contains("Credential Access            1           1\n");
  }

  @Test
  void writesToAFile() throws IOException {
    Path layer = directory.resolve("layer.json");

    assertThat(streams.run("rules", "coverage", "--output", layer, directory)).isZero();
    assertThat(streams.results()).isEmpty();
    assertThat(Files.readString(layer)).contains("\"techniqueID\" : \"T1078\"");
  }

  @Test
  void refusesAPlaceThatDoesNotExist() {
    Path nowhere = directory.resolve("none/layer.json");

    assertThat(streams.run("rules", "coverage", "--output", nowhere, directory))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(streams.messages()).contains("there is no directory ", "; create it");
  }
}

package io.pixelated.streams.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioTest {
  @TempDir Path folder;

  @Test
  void extendsAShippedScenarioFromAFile() throws IOException {
    Path file = write("extends: quiet\nduration: PT6H\nbenign-events: 9000\n");
    Scenario scenario = Scenario.load(file.toString());
    assertThat(scenario.duration()).isEqualTo(Duration.ofHours(6));
    assertThat(scenario.benignEvents()).isEqualTo(9_000);
    assertThat(scenario.attacks()).isEmpty();
    assertThat(scenario.regionNames()).isEqualTo(Scenario.load("full-day").regionNames());
  }

  @Test
  void offersTheKnownNamesForAnUnknownOne() {
    assertThatThrownBy(() -> Scenario.load("ful-day"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContainingAll(
            "name is 'ful-day'", "use a YAML file or one of", "password-spray");
  }

  @Test
  void namesKeyValueAndRemedyOfAWrongDuration() throws IOException {
    refuses("extends: quiet\nduration: a day\n", "duration is 'a day'", "ISO 8601", "PT24H");
  }

  @Test
  void refusesAKeyThatNobodyReads() throws IOException {
    refuses("extends: quiet\nbenign: 3\n", "benign is '3'", "no such key", "benign-events");
  }

  @Test
  void refusesAnUnknownAttack() throws IOException {
    refuses(
        "extends: quiet\nattacks: {phishing: 1}\n", "attacks.phishing is '1'", "password-spray");
  }

  @Test
  void refusesAnAttackThatDoesNotFitTheDuration() throws IOException {
    refuses(
        "extends: quiet\nduration: PT2H\nattacks: {low-and-slow: 1}\n",
        "duration is 'PT2H'",
        "low-and-slow needs at least PT12H");
  }

  @Test
  void refusesAZoneThatDoesNotExist() throws IOException {
    refuses(
        """
        extends: quiet
        regions:
          - {name: r, zone: Mars/Base, share: 1, cities: {Lisbon: 1}, directories: {eu: 1}}
        """,
        "regions.zone is 'Mars/Base'",
        "Europe/Berlin");
  }

  private void refuses(String yaml, String... parts) throws IOException {
    Path file = write(yaml);
    assertThatThrownBy(() -> Scenario.load(file.toString()))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContainingAll(parts);
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("mine.yml"), yaml);
  }
}

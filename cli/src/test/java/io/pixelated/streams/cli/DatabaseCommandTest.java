package io.pixelated.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.cli.terminal.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line; what is done is tested where it is done, in connectors and sql. */
class DatabaseCommandTest {
  private static final String NOWHERE = "jdbc:postgresql://127.0.0.1:1/streams?sslmode=disable";

  @TempDir private Path directory;

  private final CommandLineFixture line = new CommandLineFixture();

  @Test
  void saysWhatAPlanLacks() {
    assertThat(
            line.run(
                "database", "migrate", "--database", NOWHERE, "--home", "eu-west-1=aws-eu-west-1"))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(line.messages()).contains("primary region  is none of [eu-west-1]; see --primary");
  }

  @Test
  void saysThatTheDatabaseCannotBeReached() {
    assertThat(
            line.run(
                "database",
                "migrate",
                "--database",
                NOWHERE,
                "--primary",
                "eu-west-1",
                "--home",
                "eu-west-1=aws-eu-west-1",
                "--super-region",
                "eu=eu-west-1"))
        .isEqualTo(ExitCodes.PROBLEMS);
    assertThat(line.messages()).contains("cannot bring the database schema up to date");
  }

  @Test
  void demandsThePoliciesInForce() throws IOException {
    assertThat(line.run("database", "retention", "--database", NOWHERE)).isEqualTo(ExitCodes.USAGE);
    assertThat(
            line.run("database", "retention", "--database", NOWHERE, "--policies", "no/such.yaml"))
        .isEqualTo(ExitCodes.USAGE);
    Path broken = Files.writeString(directory.resolve("policies.yaml"), "version: '1'\n");
    assertThat(line.run("database", "retention", "--database", NOWHERE, "--policies", broken))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(line.messages())
        .contains("--policies")
        .contains("check the path")
        .contains("policies.yaml: policies: ");
  }

  @Test
  void refusesAnAddressWithAPassword() {
    assertThat(line.run("database", "migrate", "--database", "jdbc:postgresql://me:hunter2@db/x"))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(line.messages()).contains("holds a password").doesNotContain("hunter2");
  }
}

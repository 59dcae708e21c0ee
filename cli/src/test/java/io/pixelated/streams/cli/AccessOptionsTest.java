package io.pixelated.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.cli.terminal.ExitCodes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The options by which several commands reach Kafka, the database and keys. */
class AccessOptionsTest {
  private static final String NOWHERE = "jdbc:postgresql://127.0.0.1:1/streams?sslmode=disable";

  @TempDir private Path directory;

  private final CommandLineFixture line = new CommandLineFixture();

  @ParameterizedTest
  @ValueSource(strings = {"audit verify", "privacy read"})
  void helpTellsHowToReachKafka(String command) {
    assertThat(help(command))
        .contains("--bootstrap=HOST:PORT")
        .contains("--kafka=key=value", "A property of the Kafka client: TLS, SASL")
        .contains("--topic-prefix=PREFIX", "where one broker serves several");
  }

  @ParameterizedTest
  @ValueSource(strings = {"audit verify", "database migrate", "database retention"})
  void helpTellsHowToReachTheDatabase(String command) {
    assertThat(help(command))
        .contains("--database=URL")
        .contains("--database-user=NAME", "Database user (default: streams).")
        .contains("--database-password-file=FILE", "STREAMS_DATABASE_PASSWORD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"privacy read", "unseal"})
  void helpTellsWhereSecretKeysAre(String command) {
    assertThat(help(command)).contains("--keys=LOCATION", "or the word environment");
  }

  @ParameterizedTest
  @ValueSource(strings = {"audit verify", "privacy verify"})
  void helpTellsWhichPublicKeysAreTrusted(String command) {
    assertThat(help(command)).contains("--keys=FILE", "Public keys to trust");
  }

  @Test
  void needsBrokersAndKeysThatAreNamed() {
    assertThat(read("--bootstrap", " ", "--keys", "development")).isEqualTo(ExitCodes.USAGE);
    assertThat(read("--bootstrap", "broker.invalid:9092", "--keys", " "))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(read("--keys", "development")).isEqualTo(ExitCodes.USAGE);
    assertThat(line.messages().lines())
        .containsExactly(
            "streams privacy read: --bootstrap is empty; give host:port of a broker",
            "streams privacy read: --keys is empty; give a directory, environment or development",
            "streams privacy read: Missing required option: '--bootstrap=HOST:PORT';"
                + " see streams privacy read --help");
  }

  @Test
  void readsChainsFromOnePlaceOnly() {
    assertThat(verify()).isEqualTo(ExitCodes.USAGE);
    assertThat(verify("--bootstrap", "broker.invalid:9092", "--database", NOWHERE))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(verify("--database", NOWHERE)).isEqualTo(ExitCodes.USAGE);
    assertThat(verify(directory.resolve("none").toString())).isEqualTo(ExitCodes.USAGE);
    assertThat(line.messages().lines())
        .containsExactly(
            "streams audit verify: give one of: files, --bootstrap, --database",
            "streams audit verify: give one of: files, --bootstrap, --database",
            "streams audit verify: --database needs --region: archives are by region",
            "streams audit verify: there is no readable file "
                + directory.resolve("none")
                + "; check the path");
  }

  /** The help as one line. */
  private String help(String command) {
    assertThat(line.run((Object[]) (command + " --help").split(" ", -1))).isZero();
    return line.results().replaceAll("\\s+", " ");
  }

  private int verify(String... options) {
    return run(List.of("audit", "verify", "--keys", "development"), options);
  }

  private int read(String... options) {
    return run(
        List.of(
            "privacy",
            "read",
            "--home",
            "EU",
            "--name",
            "x",
            "--role",
            "auditor",
            "--subject",
            "user=ana"),
        options);
  }

  private int run(List<String> command, String... options) {
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of(options));
    return line.run(words.toArray());
  }
}

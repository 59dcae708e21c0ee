package io.pixelated.streams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pixelated.streams.cli.terminal.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher itself, on an installation that is said to be built: no test may start Maven. */
@Timeout(120)
class LauncherTest {
  @TempDir Path directory;
  private Path home;
  private Path work;

  private record Ended(int code, String results, String messages) {}

  @BeforeEach
  void install() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "needs a POSIX system");
    home = Files.createDirectories(directory.resolve("a home"));
    work = Files.createDirectories(directory.resolve("a user's place"));
    Files.copy(launcher(), home.resolve("streams"));
    assertThat(home.resolve("streams").toFile().setExecutable(true)).isTrue();
    Path target = Files.createDirectories(home.resolve("cli/target"));
    Files.writeString(target.resolve("class-path"), System.getProperty("java.class.path"), UTF_8);
    Files.writeString(target.resolve("built"), java() + "\n", UTF_8);
    CommandLineFixture.write(
        Files.createDirectories(work.resolve("rules")), "r.yml", CommandLineFixture.LOGIN_RULE);
    CommandLineFixture.write(work, "events.ndjson", CommandLineFixture.login("ana") + "\n");
  }

  @Test
  void takesPathsFromTheUsersPlaceAndWritesNothingButResults() throws Exception {
    Ended ended = run("detect", "--rules", "rules", "--events", "events.ndjson");

    assertThat(ended.code()).isZero();
    assertThat(ended.results().lines()).hasSize(1);
    assertThat(ended.results()).startsWith("{\"rule\":");
    assertThat(ended.messages()).startsWith("1 events, ");
  }

  @Test
  void passesTheExitCodeOn() throws Exception {
    assertThat(run("detect", "--rules", "none", "--events", "events.ndjson").code())
        .isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    Path source =
        Files.createDirectories(home.resolve("domain/x/src/main/java")).resolve("New.java");
    Files.writeString(source, "", UTF_8);
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    Path tools = Files.createDirectories(directory.resolve("tools"));
    Path maven = tools.resolve("mvn");
    Files.writeString(maven, "#!/bin/sh\necho '[ERROR] no such thing'\nexit 1\n", UTF_8);
    assertThat(maven.toFile().setExecutable(true)).isTrue();

    Ended ended = run(Map.of("PATH", tools + ":" + System.getenv("PATH")), "--version");

    assertThat(ended.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(ended.results()).isEmpty();
    assertThat(ended.messages())
        .contains("streams: building", "[ERROR] no such thing", "the build failed; see ");
  }

  private Ended run(String... arguments) throws Exception {
    return run(Map.of(), arguments);
  }

  private Ended run(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("streams").toString()));
    command.addAll(List.of(arguments));
    Path results = directory.resolve("results");
    Path messages = directory.resolve("messages");
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectOutput(results.toFile())
            .redirectError(messages.toFile());
    process.environment().put("JAVA_HOME", System.getProperty("java.home"));
    process.environment().putAll(environment);
    int code = process.start().waitFor();
    return new Ended(code, Files.readString(results), Files.readString(messages));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static Path launcher() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("streams"))) {
        return at.resolve("streams");
      }
    }
    throw new IllegalStateException("the launcher is not above the working directory");
  }
}

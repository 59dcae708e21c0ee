package io.pixelated.streams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectCommandTest {
  @TempDir Path directory;
  private final CommandLineFixture streams = new CommandLineFixture();
  private Path rules;

  @BeforeEach
  void writeRules() throws IOException {
    rules = Files.createDirectory(directory.resolve("my rules"));
    CommandLineFixture.write(rules, "login.yml", CommandLineFixture.LOGIN_RULE);
  }

  @Test
  void writesOneLineOfJsonPerMatchWithTheZeroBasedLineOfItsEvent() throws IOException {
    Path events = events(CommandLineFixture.login("ana"), "", CommandLineFixture.login("ben"));

    int code = streams.run("detect", "--rules", rules, "--events", events);

    assertThat(code).isZero();
    assertThat(streams.results())
        .isEqualTo(
            """
            {"rule":"11111111-2222-4333-8444-555555555555","title":"Login Succeeded","level":"low",\
            "event":0,"time":"2026-11-20T08:00:00Z","fields":{"action":"login","outcome":"success"}}
            {"rule":"11111111-2222-4333-8444-555555555555","title":"Login Succeeded","level":"low",\
            "event":2,"time":"2026-11-20T08:00:00Z","fields":{"action":"login","outcome":"success"}}
            """);
    assertThat(streams.messages())
        .startsWith("2 events, 0 lines that are no events, 1 rules (0 rejected), 2 matches in ");
  }

  @Test
  void tellsTheLinesThatAreNoEventsAndGoesOn() throws IOException {
    Path events = events("no json", CommandLineFixture.login("ana"));

    int code = streams.run("detect", "--rules", rules, "--events", events);

    assertThat(code).isEqualTo(ExitCodes.PROBLEMS);
    assertThat(streams.results().lines()).hasSize(1);
    assertThat(streams.messages()).startsWith(events + ":1: record is not JSON");
  }

  @Test
  void readsGzipAndKeepsTheOrderOfManyLines() throws IOException {
    Path events = directory.resolve("events.ndjson.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(events))) {
      for (int i = 0; i < 5000; i++) {
        out.write((CommandLineFixture.login("user" + i) + "\r\n").getBytes(UTF_8));
      }
    }

    int code = streams.run("detect", "--rules", rules, "--events", events);

    assertThat(code).isZero();
    assertThat(streams.results().lines().map(line -> line.replaceAll(".*\"event\":(\\d+).*", "$1")))
        .isEqualTo(
            IntStream.range(0, 5000).mapToObj(Integer::toString).collect(Collectors.toList()));
  }

  @Test
  void saysInOneLineWhatIsWrongWithTheCommand() {
    assertThat(streams.run("detect", "--rules", rules, "--events", directory.resolve("none")))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(streams.messages())
        .isEqualTo(
            "streams detect: there is no readable file "
                + directory.resolve("none")
                + "; check the path\n");
  }

  @Test
  void namesTheOptionThatIsMissing() {
    assertThat(streams.run("detect", "--rules", rules)).isEqualTo(ExitCodes.USAGE);
    assertThat(streams.messages())
        .isEqualTo(
            "streams detect: Missing required option: '--events=FILE'; see streams detect --help\n");
  }

  @Test
  void writesWhatACutGzipFileStillHolds() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write((CommandLineFixture.login("ana") + "\n").repeat(10_000).getBytes(UTF_8));
    }
    byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
    Path events = Files.write(directory.resolve("events.gz"), cut);

    int code = streams.run("detect", "--rules", rules, "--events", events);

    assertThat(code).isEqualTo(ExitCodes.PROBLEMS);
    assertThat(streams.results().lines()).isNotEmpty().allMatch(line -> line.endsWith("}}"));
    assertThat(streams.messages())
        .startsWith(events + ": cannot be read to its end: the gzip data is cut off");
  }

  @Test
  void readsARuleOnceHoweverOftenItIsNamed() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), rules);
    Path events = events(CommandLineFixture.login("ana"));

    int code =
        streams.run(
            "detect",
            "--rules",
            link,
            "--rules",
            rules,
            rules.resolve("login.yml"),
            "--events",
            events);

    assertThat(code).isZero();
    assertThat(streams.results().lines()).hasSize(1);
    assertThat(streams.messages()).contains("1 rules (0 rejected)");
  }

  @Test
  void saysThatThereAreNoRules() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));

    streams.run("detect", "--rules", empty, "--events", events(CommandLineFixture.login("ana")));

    assertThat(streams.messages()).contains("there are no rules; rule files end in .yml or .yaml");
  }

  @Test
  void endsQuietlyWhenNobodyReadsTheResults() throws IOException {
    ByteArrayOutputStream messages = new ByteArrayOutputStream();

    assertThat(detectInto(failing("Broken pipe"), messages)).isEqualTo(ExitCodes.BROKEN_PIPE);
    assertThat(messages.toString(UTF_8)).isEmpty();
  }

  @Test
  void saysThatThereIsNoRoomForTheResults() throws IOException {
    ByteArrayOutputStream messages = new ByteArrayOutputStream();

    assertThat(detectInto(failing("No space left on device"), messages))
        .isEqualTo(ExitCodes.PROBLEMS);
    assertThat(messages.toString(UTF_8))
        .contains("the results cannot be written: No space left on device");
  }

  private int detectInto(OutputStream results, OutputStream messages) throws IOException {
    Path events = events(CommandLineFixture.login("ana"));
    Terminal terminal = new Terminal(results, new PrintStream(messages, true, UTF_8), false, false);
    return Streams.run(
        terminal, "detect", "--rules", rules.toString(), "--events", events.toString());
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(reason);
      }
    };
  }

  private Path events(String... lines) throws IOException {
    return CommandLineFixture.write(directory, "events.ndjson", String.join("\n", lines) + "\n");
  }
}

package io.pixelated.streams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pixelated.streams.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs commands in this process and keeps what they say. */
final class CommandLineFixture {
  static final String LOGIN_RULE =
      """
      title: Login Succeeded
      id: 11111111-2222-4333-8444-555555555555
      status: test
      description: Somebody signed in.
      author: A Tester
      date: 2026-11-20
      logsource:
          product: pixelated
          service: identity
      detection:
          selection:
              action: login
              outcome: success
          condition: selection
      falsepositives:
          - People who sign in
      level: low
      """;

  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

  int run(Object... arguments) {
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    Terminal terminal = new Terminal(results, new PrintStream(messages, true, UTF_8), false, false);
    return Streams.run(terminal, texts);
  }

  String results() {
    return results.toString(UTF_8);
  }

  String messages() {
    return messages.toString(UTF_8);
  }

  static Path write(Path directory, String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text, UTF_8);
  }

  static String login(String user) {
    return "{\"platform\":\"pixelated\",\"service\":\"identity\",\"action\":\"login\","
        + "\"outcome\":\"success\",\"ts\":\"2026-11-20T08:00:00.000Z\",\"event_id\":\""
        + user
        + "\",\"actor\":{\"user\":\""
        + user
        + "\"}}";
  }
}

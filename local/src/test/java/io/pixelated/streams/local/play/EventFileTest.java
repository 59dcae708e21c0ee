package io.pixelated.streams.local.play;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path directory;

  @Test
  void movesAllEventsSoThatTheLatestIsNow() throws IOException {
    EventFile file =
        file(login("2020-01-01T10:00:00.000Z"), login("2020-01-01T10:05:00.500Z"), "no json");

    assertThat(played(file, file.shiftTo(NOW)))
        .containsExactly(
            login("2026-11-22T11:54:59.000Z"), login("2026-11-22T11:59:59.500Z"), "no json");
  }

  @Test
  void takesATimeFarAheadOfTheOthersForAWrongClock() throws IOException {
    EventFile file =
        file(
            login("2020-01-01T10:00:00.000Z"),
            login("2020-01-01T10:05:00.000Z"),
            login("2099-01-01T10:05:00.000Z"));

    assertThat(played(file, file.shiftTo(NOW)).get(1)).isEqualTo(login("2026-11-22T12:00:00.000Z"));
  }

  @Test
  void leavesTimesAloneWhereNoEventSaysOne() throws IOException {
    EventFile file = file("{\"a\":1}");

    assertThat(played(file, file.shiftTo(NOW))).containsExactly("{\"a\":1}");
  }

  @Test
  void keepsBytesThatAreNoTextAndSkipsBlankLines() throws IOException {
    byte[] bytes = {(byte) 0xff, (byte) 0xfe, '\n', '\n', 'x', '\r', '\n', 'y'};
    List<byte[]> lines = new ArrayList<>();
    try (EventLines in = EventLines.of(new ByteArrayInputStream(bytes))) {
      for (byte[] line = in.next(); line != null; line = in.next()) {
        lines.add(line);
      }
    }

    assertThat(lines)
        .containsExactly(
            new byte[] {(byte) 0xff, (byte) 0xfe}, new byte[0], new byte[] {'x'}, new byte[] {'y'});
  }

  private EventFile file(String... lines) throws IOException {
    Path file = Files.writeString(directory.resolve("e.ndjson"), String.join("\n", lines), UTF_8);
    return new EventFile(file, "us-east-1");
  }

  private static List<String> played(EventFile file, TimeShift shift) throws IOException {
    List<String> texts = new ArrayList<>();
    file.events(shift).forEachRemaining(event -> texts.add(new String(event.value(), UTF_8)));
    return texts;
  }

  private static String login(String time) {
    return "{\"platform\":\"pixelated\",\"service\":\"identity\",\"action\":\"login\",\"ts\":\""
        + time
        + "\",\"event_id\":\"e\",\"ttl\":"
        + Duration.ofHours(1).toSeconds()
        + "}";
  }
}

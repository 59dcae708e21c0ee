package io.pixelated.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every event of the open recordings of real attacks. */
class RecordingsTest {
  private final EventParser parser = EventParser.standard();

  @Test
  @SuppressWarnings("unchecked")
  void everyEventIsReadRecognisedAndDatedWithinItsRecording() throws IOException {
    Path folder = Corpora.require("otrf-open");
    Map<String, Object> manifest =
        Corpora.yaml(Files.readString(folder.resolve("manifest.json")).replace("\t", " "));
    Map<String, Integer> wrong = new TreeMap<>();
    int events = 0;
    for (Map<String, Object> recording : (List<Map<String, Object>>) manifest.get("datasets")) {
      String file = (String) recording.get("file");
      String first = String.valueOf(recording.get("first"));
      String last = String.valueOf(recording.get("last"));
      List<byte[]> lines = Corpora.lines(folder.resolve(file));
      assertThat(lines).as(file).hasSize((Integer) recording.get("events"));
      for (byte[] line : lines) {
        events++;
        for (String fault : faults(line, first, last)) {
          wrong.merge(file + ": " + fault, 1, Integer::sum);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(events).isGreaterThan(1_000);
  }

  private List<String> faults(byte[] line, String first, String last) {
    if (!(parser.parse(line) instanceof ParseResult.Parsed parsed)) {
      return List.of(parser.parse(line).toString());
    }
    ParsedEvent event = parsed.event();
    if (event.source().product().isEmpty()) {
      return List.of("no product as " + event.source().format());
    }
    String channel = event.first("Channel");
    boolean sigmaKnows =
        channel == null || !channel.matches("Microsoft-Windows-Kernel-IO.*|Directory Service");
    if (event.source().service().isEmpty() && sigmaKnows) {
      return List.of("no service for " + channel);
    }
    EventTime time = EventTime.of(event, -1, IngestSettings.of("test"));
    if (time.source() == TimeSource.RECORD) {
      return List.of("no time");
    }
    if (first.equals("null") || first.isBlank()) {
      return List.of();
    }
    long from = Timestamps.read(first, ZoneOffset.UTC).millis();
    long to = Timestamps.read(last, ZoneOffset.UTC).millis() + 999;
    return time.millis() >= from && time.millis() <= to
        ? List.of()
        : List.of("time outside of " + first + " .. " + last);
  }
}

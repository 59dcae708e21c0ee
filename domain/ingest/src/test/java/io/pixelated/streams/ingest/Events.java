package io.pixelated.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.events.SecurityEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Events of tests, written with single quotes for double ones. */
final class Events {
  static final long RECORD_TIME = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();

  private static final EventParser PARSER = EventParser.standard();

  private Events() {}

  static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  static RawRecord record(byte[] value, long offset) {
    return new RawRecord(value, new Origin("security.events.raw", 3, offset, RECORD_TIME));
  }

  static ParsedEvent parse(String text) {
    return parse(json(text));
  }

  static ParsedEvent parse(byte[] bytes) {
    ParseResult result = PARSER.parse(bytes);
    assertThat(result).isInstanceOf(ParseResult.Parsed.class);
    return ((ParseResult.Parsed) result).event();
  }

  static String reason(byte[] bytes) {
    ParseResult result = PARSER.parse(bytes);
    assertThat(result).isInstanceOf(ParseResult.Unreadable.class);
    return ((ParseResult.Unreadable) result).reason();
  }

  static SecurityEvent describe(String text) {
    return describe(text, 7);
  }

  static SecurityEvent describe(String text, long offset) {
    byte[] bytes = json(text);
    return Ingest.standard(IngestSettings.of("eu-central-1"))
        .describe(parse(bytes), record(bytes, offset));
  }
}

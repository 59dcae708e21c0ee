package io.pixelated.streams.ingest;

import io.pixelated.streams.events.RawRecord;
import java.util.Objects;

/**
 * Reads records: strict UTF-8, one JSON object each, of a known format or any other. No bytes make
 * it fail, and what one record costs is bounded by {@link ParseLimits}. Thread-safe.
 */
public final class EventParser {
  private final JsonScanner scanner;
  private final Formats formats;

  private EventParser(JsonScanner scanner, Formats formats) {
    this.scanner = scanner;
    this.formats = formats;
  }

  /** A parser that knows the formats this product ships. */
  public static EventParser standard() {
    return of(ParseLimits.STANDARD);
  }

  /** The same within other limits. */
  public static EventParser of(ParseLimits limits) {
    return new EventParser(
        new JsonScanner(Objects.requireNonNull(limits, "limits")), Formats.standard());
  }

  /** The event that a record is, or why it is none. */
  public ParseResult parse(RawRecord record) {
    return parse(record.value());
  }

  /** The event that bytes are, or why they are none. */
  public ParseResult parse(byte[] value) {
    try {
      return new ParseResult.Parsed(formats.recognise(scanner.scan(value)));
    } catch (UnreadableException e) {
      return new ParseResult.Unreadable("record " + e.getMessage());
    } catch (RuntimeException e) {
      // a fault of ours or the JSON library's; one record must not stop the job again and again
      return new ParseResult.Unreadable(
          "record makes the parser fail with "
              + e.getClass().getSimpleName()
              + "; please report it with the record's bytes");
    }
  }
}

package io.pixelated.streams.ingest;

import java.util.Objects;

/** What became of a record's bytes. */
public sealed interface ParseResult {
  /** The record is one event. */
  record Parsed(ParsedEvent event) implements ParseResult {
    public Parsed {
      Objects.requireNonNull(event, "event");
    }
  }

  /**
   * The record is not one event.
   *
   * @param reason what is wrong and what would help; never content of the record
   */
  record Unreadable(String reason) implements ParseResult {
    public Unreadable {
      Objects.requireNonNull(reason, "reason");
    }
  }
}

package io.pixelated.streams.ingest;

/**
 * What an event is.
 *
 * @param format its format
 * @param source what kind of log it is from
 * @param layout where its fields lie
 */
record Recognised(Format format, LogSource source, Layout layout) {
  ParsedEvent event(Values values) {
    return new ParsedEvent(layout.complete(values), this);
  }
}

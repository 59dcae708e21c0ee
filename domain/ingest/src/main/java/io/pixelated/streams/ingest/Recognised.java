package io.pixelated.streams.ingest;

import io.pixelated.streams.sigma.match.LogSources;

/**
 * What an event is.
 *
 * @param format its format
 * @param source what kind of log it is from
 * @param logSources the same, as rules ask for it
 * @param layout where its fields lie
 */
record Recognised(Format format, LogSource source, LogSources logSources, Layout layout) {
  Recognised with(Layout other) {
    return new Recognised(format, source, logSources, other);
  }

  ParsedEvent event(Values values) {
    return new ParsedEvent(layout.complete(values), this);
  }
}

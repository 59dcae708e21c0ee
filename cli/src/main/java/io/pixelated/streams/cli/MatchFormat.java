package io.pixelated.streams.cli;

import java.io.IOException;

/** How matches are written. */
enum MatchFormat {
  /** A line of JSON each. */
  json {
    @Override
    MatchSink open(Terminal terminal) throws IOException {
      return new MatchWriter(terminal.results());
    }
  },
  /** Aligned columns, for people. */
  table {
    @Override
    MatchSink open(Terminal terminal) {
      return new MatchTable(terminal);
    }
  };

  abstract MatchSink open(Terminal terminal) throws IOException;
}

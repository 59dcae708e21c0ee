package io.pixelated.streams.cli.detect;

import io.pixelated.streams.cli.terminal.Terminal;
import java.io.IOException;

/** How matches and alerts are written. */
enum MatchFormat {
  /** A line of JSON each. */
  json {
    @Override
    MatchSink open(Terminal terminal, boolean kinds) throws IOException {
      return new MatchWriter(terminal.results(), kinds);
    }
  },
  /** Aligned columns, for people. */
  table {
    @Override
    MatchSink open(Terminal terminal, boolean kinds) {
      return new MatchTable(terminal);
    }
  };

  /**
   * A sink for matches.
   *
   * @param kinds whether lines for programs say what kind of thing they are
   */
  abstract MatchSink open(Terminal terminal, boolean kinds) throws IOException;
}

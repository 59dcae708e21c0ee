package io.pixelated.streams.cli.terminal;

/** How results are written. */
public enum Output {
  /** For people. */
  text,
  /** For programs. */
  json
}

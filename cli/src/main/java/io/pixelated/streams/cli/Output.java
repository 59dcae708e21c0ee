package io.pixelated.streams.cli;

/** How results are written. */
enum Output {
  /** For people. */
  text,
  /** For programs. */
  json
}

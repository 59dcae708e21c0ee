package io.pixelated.streams.cli;

import java.io.IOException;

/** Says that the reader of our results has gone: {@code | head} has seen enough. */
final class BrokenPipeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenPipeException(IOException cause) {
    super("nobody reads the results", cause);
  }
}

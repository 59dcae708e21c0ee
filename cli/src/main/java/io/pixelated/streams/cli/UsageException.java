package io.pixelated.streams.cli;

/** Says in one line what about the command line is wrong, and what to do instead. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}

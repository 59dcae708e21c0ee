package io.pixelated.streams.cli.terminal;

/** Says in one line what about the command line is wrong, and what to do instead. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}

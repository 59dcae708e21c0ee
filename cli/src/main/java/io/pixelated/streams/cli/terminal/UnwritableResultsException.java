package io.pixelated.streams.cli.terminal;

import java.io.IOException;

/** Says that results cannot be written: nobody reads them any more, or there is no room. */
public final class UnwritableResultsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnwritableResultsException(IOException cause) {
    super("the results cannot be written: " + cause.getMessage(), cause);
  }

  /** Whether the reader has seen enough, as {@code head} has. */
  public boolean readerIsGone() {
    String reason = String.valueOf(getCause().getMessage());
    return reason.contains("Broken pipe") || reason.contains("pipe is being closed");
  }
}

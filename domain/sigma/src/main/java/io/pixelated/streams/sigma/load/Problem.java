package io.pixelated.streams.sigma.load;

import java.util.Objects;

/**
 * One thing that is wrong with a document, and what to do about it.
 *
 * @param line one-based
 */
public record Problem(int line, String message) {

  public Problem {
    Objects.requireNonNull(message);
  }
}

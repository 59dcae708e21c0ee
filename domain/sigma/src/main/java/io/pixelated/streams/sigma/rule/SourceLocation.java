package io.pixelated.streams.sigma.rule;

import java.util.Objects;

/**
 * Where something was written.
 *
 * @param file name of the file or of the stream position it came from
 * @param line one-based
 */
public record SourceLocation(String file, int line) {

  public SourceLocation {
    Objects.requireNonNull(file);
  }

  @Override
  public String toString() {
    return file + ":" + line;
  }
}

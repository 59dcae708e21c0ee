package io.pixelated.streams.cli.input;

import java.nio.file.Path;

/** Where the product lies on this machine. */
public final class Installation {
  private static final String HOME = "streams.home";

  private Installation() {}

  /** The directory of the launcher, which says it; without one, the working directory. */
  public static Path home() {
    return Path.of(System.getProperty(HOME, "."));
  }
}

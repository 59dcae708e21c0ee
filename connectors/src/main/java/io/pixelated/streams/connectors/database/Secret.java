package io.pixelated.streams.connectors.database;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a secret is, so that settings can say it without holding it: it is read on the worker,
 * again for every connection, so that a new password is taken up without a restart.
 *
 * @param kind what kind of place
 * @param location path of the file, or name of the environment variable; empty for none
 */
public record Secret(Kind kind, String location) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Kinds of places where a secret can be. */
  public enum Kind {
    /** There is no secret: the server asks for none. */
    NONE,
    /** A file whose text it is, without white space around it. */
    FILE,
    /** An environment variable; unset means none. */
    ENVIRONMENT
  }

  public Secret {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(location, "location");
  }

  /** No secret. */
  public static Secret none() {
    return new Secret(Kind.NONE, "");
  }

  /** The secret in a file on the worker. */
  public static Secret file(String path) {
    return new Secret(Kind.FILE, path);
  }

  /** The secret in an environment variable of the worker. */
  public static Secret environment(String variable) {
    return new Secret(Kind.ENVIRONMENT, variable);
  }

  /**
   * The secret itself; empty if there is none.
   *
   * @throws IOException if its file cannot be read
   */
  String read() throws IOException {
    return switch (kind) {
      case NONE -> "";
      case FILE -> Files.readString(Path.of(location)).strip();
      case ENVIRONMENT -> Objects.requireNonNullElse(System.getenv(location), "");
    };
  }
}

package io.pixelated.streams.connectors.database;

import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;

/**
 * How a connection to the database is protected.
 *
 * @param mode what is demanded
 * @param rootCertificate file on the worker with the certificates that the server's must go back
 *     to; empty: PostgreSQL's own place, {@code ~/.postgresql/root.crt}
 */
public record Tls(Mode mode, String rootCertificate) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What is demanded, in the words of libpq's {@code sslmode}. */
  public enum Mode {
    /** No encryption: for a database on the same machine. */
    DISABLE,
    /** Encryption, with whoever answers. */
    REQUIRE,
    /** Encryption, with a server whose certificate is trusted. */
    VERIFY_CA,
    /** Encryption, with a server whose certificate is trusted and names its host. */
    VERIFY_FULL;

    String sslmode() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** No encryption. */
  public static final Tls OFF = new Tls(Mode.DISABLE, "");

  public Tls {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(rootCertificate, "rootCertificate");
  }
}

package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.residency.KeyProvider;
import io.pixelated.streams.residency.PseudonymKey;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Where a region's pseudonym key is: in a file on the TaskManager, so that the secret is not part
 * of the job.
 *
 * @param location the file, one line {@code id:hexadecimal}; or {@link #DEVELOPMENT}
 */
public record KeySource(String location) implements Serializable {
  /** The word for keys that everybody can read: for a stack on one machine only. */
  public static final String DEVELOPMENT = "development";

  private static final long serialVersionUID = 1L;

  public KeySource {
    Objects.requireNonNull(location, "location");
  }

  KeyProvider provider() {
    if (location.equals(DEVELOPMENT)) {
      return KeyProvider.localDevelopment();
    }
    PseudonymKey key = read();
    return region -> key;
  }

  private PseudonymKey read() {
    try {
      String[] parts = Files.readString(Path.of(location)).strip().split(":", 2);
      if (parts.length != 2) {
        throw new IllegalStateException(
            "pseudonym key file " + location + " does not hold one line id:hexadecimal");
      }
      return new PseudonymKey(parts[0], HexFormat.of().parseHex(parts[1]));
    } catch (IOException e) {
      throw new UncheckedIOException("pseudonym key file " + location + " cannot be read", e);
    }
  }
}

package io.pixelated.streams.residency.keys;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Where a worker finds keys. It may travel with a job, for it holds no secret.
 *
 * @param text a directory with a file {@code REGION.PURPOSE} for each, such as {@code
 *     eu-central-1.pseudonym}; or {@link #ENVIRONMENT}, for variables such as {@code
 *     STREAMS_KEY_EU_CENTRAL_1_PSEUDONYM}; or {@link #DEVELOPMENT}
 */
public record KeyLocation(String text) implements Serializable {
  /** The word for keys in environment variables; they change with a restart only. */
  public static final String ENVIRONMENT = "environment";

  /** The word for keys that everybody can derive: for a stack on one machine only. */
  public static final String DEVELOPMENT = "development";

  private static final String VARIABLE = "STREAMS_KEY_";
  private static final long serialVersionUID = 1L;

  public KeyLocation {
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "the location of keys is empty: give a directory, environment or development");
    }
  }

  /** The keys that are there. */
  public KeyProvider provider() {
    return provider(System::getenv, InstantSource.system());
  }

  KeyProvider provider(UnaryOperator<String> environment, InstantSource clock) {
    return switch (text) {
      case DEVELOPMENT -> KeyProvider.development();
      case ENVIRONMENT ->
          new StoredKeys((region, purpose) -> variable(environment, region, purpose), clock);
      default -> new StoredKeys(this::file, clock);
    };
  }

  private List<RegionKey> file(String region, KeyPurpose purpose) {
    // A region's name comes from a record where a record is read back: it must lead nowhere else.
    if (!region.matches("[a-z0-9-]+")) {
      throw new MissingKeyException("the region is none by its name: there can be no key of it");
    }
    Path file = Path.of(text).resolve(region + '.' + purpose.word());
    try {
      return KeyText.read(Files.readString(file), "key file " + file);
    } catch (IOException e) {
      throw new MissingKeyException(
          "key file " + file + " cannot be read: write the region's keys there, id:hexadecimal");
    }
  }

  private static List<RegionKey> variable(
      UnaryOperator<String> environment, String region, KeyPurpose purpose) {
    String name = VARIABLE + region.toUpperCase(Locale.ROOT).replace('-', '_') + '_' + purpose;
    String value = environment.apply(name);
    if (Objects.requireNonNullElse(value, "").isBlank()) {
      throw new MissingKeyException(
          "environment variable " + name + " is not set: set it to the region's keys");
    }
    return KeyText.read(value, "environment variable " + name);
  }
}

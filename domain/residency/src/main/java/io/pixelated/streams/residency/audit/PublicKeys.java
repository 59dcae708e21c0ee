package io.pixelated.streams.residency.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The public keys that an auditor trusts. */
public final class PublicKeys {
  private final Map<String, PublicKeyText> keys = new HashMap<>();

  /** These keys. */
  public PublicKeys(Iterable<PublicKeyText> trusted) {
    trusted.forEach(key -> keys.put(name(key.region(), key.id()), key));
  }

  /**
   * Reads a file's lines: one key each; empty ones and those that begin with {@code #} are passed
   * over.
   *
   * @throws IllegalArgumentException with the line's number, if one is no key
   */
  public static PublicKeys read(List<String> lines) {
    Map<Integer, PublicKeyText> read = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        try {
          read.put(i, PublicKeyText.parse(line));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
        }
      }
    }
    return new PublicKeys(read.values());
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return keys.isEmpty();
  }

  Optional<PublicKeyText> find(String region, String id) {
    return Optional.ofNullable(keys.get(name(region, id)));
  }

  private static String name(String region, String id) {
    return region + ' ' + id;
  }
}

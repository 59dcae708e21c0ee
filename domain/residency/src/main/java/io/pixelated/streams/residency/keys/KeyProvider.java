package io.pixelated.streams.residency.keys;

import java.util.List;
import java.util.Optional;

/**
 * Where the secret keys of regions come from.
 *
 * <p>Keys rotate with an overlap: several are valid at a time, one of which is current. What is
 * made is made with the current one and carries its id; what was made with another one can be
 * recognised and read as long as that one is there. Providers are made where the keys are, from a
 * {@link KeyLocation}: no secret is part of a job. Safe for use by several threads.
 */
@FunctionalInterface
public interface KeyProvider {
  /**
   * The valid keys, the current one first; never empty.
   *
   * @param region id of the region, such as {@code eu-central-1}; not one of its aliases
   * @throws MissingKeyException if there is none
   */
  List<RegionKey> valid(String region, KeyPurpose purpose);

  /**
   * The key that is used for what is made now.
   *
   * @throws MissingKeyException if there is none
   */
  default RegionKey current(String region, KeyPurpose purpose) {
    return valid(region, purpose).get(0);
  }

  /** The valid key of that id, current or not; empty if it has been taken away. */
  default Optional<RegionKey> find(String region, KeyPurpose purpose, String keyId) {
    return valid(region, purpose).stream().filter(key -> key.id().equals(keyId)).findFirst();
  }

  /**
   * Keys for development on one machine: derived from names and written here for everybody to read,
   * so what is made with them is neither secret nor proof of anything.
   */
  static KeyProvider development() {
    return new DevelopmentKeys();
  }
}

package io.pixelated.streams.residency;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where a region's secret keys come from. */
@FunctionalInterface
public interface KeyProvider {
  /**
   * The key that pseudonyms of a region are made with at present.
   *
   * @throws IllegalStateException if there is none; the check then denies
   */
  PseudonymKey pseudonymKey(String region);

  /**
   * Keys for development on one machine: derived from the region's name and written here for
   * everybody to read, so pseudonyms made with them protect nobody.
   */
  static KeyProvider localDevelopment() {
    Map<String, PseudonymKey> keys = new ConcurrentHashMap<>();
    return region -> keys.computeIfAbsent(region, PseudonymKey::derivedForDevelopment);
  }
}

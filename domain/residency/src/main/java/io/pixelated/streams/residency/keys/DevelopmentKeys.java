package io.pixelated.streams.residency.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keys that everybody can derive. */
final class DevelopmentKeys implements KeyProvider {
  private final Map<String, List<RegionKey>> keys = new ConcurrentHashMap<>();

  @Override
  public List<RegionKey> valid(String region, KeyPurpose purpose) {
    return keys.computeIfAbsent(region + ' ' + purpose.word(), DevelopmentKeys::derive);
  }

  private static List<RegionKey> derive(String name) {
    try {
      byte[] seed = ("local development, not a secret: " + name).getBytes(StandardCharsets.UTF_8);
      return List.of(new RegionKey("dev", MessageDigest.getInstance("SHA-256").digest(seed)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

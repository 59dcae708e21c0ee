package io.pixelated.streams.residency.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keys that everybody can derive. */
final class DevelopmentKeys implements KeyProvider {
  private final Map<Name, List<RegionKey>> keys = new ConcurrentHashMap<>();

  private record Name(String region, KeyPurpose purpose) {}

  @Override
  public List<RegionKey> valid(String region, KeyPurpose purpose) {
    return keys.computeIfAbsent(new Name(region, purpose), DevelopmentKeys::derive);
  }

  private static List<RegionKey> derive(Name name) {
    try {
      String text =
          "local development, not a secret: " + name.region() + ' ' + name.purpose().word();
      byte[] seed = text.getBytes(StandardCharsets.UTF_8);
      return List.of(new RegionKey("dev", MessageDigest.getInstance("SHA-256").digest(seed)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

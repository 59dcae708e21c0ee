package io.pixelated.streams.residency.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A region's key for pseudonyms: HMAC-SHA-256, of which 128 bits are kept.
 *
 * <p>A pseudonym begins with the key's id, so that pseudonyms from before and after a rotation can
 * be told apart. Safe for use by several threads.
 */
public final class PseudonymKey {
  /** What every pseudonym begins with. */
  public static final String PREFIX = "ps_";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEPT_BYTES = 16;

  /** The same people come again and again. */
  private static final int REMEMBERED = 16_384;

  private final Remembered[] remembered = new Remembered[REMEMBERED];
  private final String prefix;

  /** Never used itself: copies of it are, which costs less than to look for the algorithm anew. */
  private final Mac keyed;

  private record Remembered(String value, String pseudonym) {}

  public PseudonymKey(RegionKey key) {
    this.prefix = PREFIX + key.id() + '_';
    try {
      keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(key.secret(), ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /**
   * All pseudonyms under which a value may be found in a region: one per valid key, that of the
   * current one first.
   */
  public static List<String> all(KeyProvider keys, String region, String value) {
    return keys.valid(region, KeyPurpose.PSEUDONYM).stream()
        .map(key -> new PseudonymKey(key).pseudonym(value))
        .toList();
  }

  /** The pseudonym of a value: the same for the same value and key, in any letter case. */
  public String pseudonym(String value) {
    int slot = (value.hashCode() ^ (value.hashCode() >>> 16)) & (REMEMBERED - 1);
    Remembered last = remembered[slot];
    if (last != null && last.value().equals(value)) {
      return last.pseudonym();
    }
    String made = make(value);
    remembered[slot] = new Remembered(value, made);
    return made;
  }

  private String make(String value) {
    byte[] hash = keyed().doFinal(same(value).getBytes(StandardCharsets.UTF_8));
    return prefix + HexFormat.of().formatHex(hash, 0, KEPT_BYTES);
  }

  private Mac keyed() {
    try {
      return (Mac) keyed.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the " + ALGORITHM + " of the JDK can be copied", e);
    }
  }

  /** One writing for all: a person is the same in another letter case or normalisation form. */
  private static String same(String value) {
    String stripped = value.strip();
    for (int i = 0; i < stripped.length(); i++) {
      if (stripped.charAt(i) >= 0x80) {
        return Normalizer.normalize(stripped, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
      }
    }
    return stripped.toLowerCase(Locale.ROOT);
  }

  /** The key's id alone: the secret is never printed. */
  @Override
  public String toString() {
    return "PseudonymKey[" + prefix + ']';
  }
}

package io.pixelated.streams.residency;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A region's key for pseudonyms: HMAC-SHA-256, of which 128 bits are kept.
 *
 * <p>A pseudonym begins with the key's id, so that pseudonyms from before and after a rotation can
 * be told apart.
 */
public final class PseudonymKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int LEAST_BYTES = 32;
  private static final int KEPT_BYTES = 16;

  private final String id;

  /** Never used itself: copies of it are, which costs less than to look for the algorithm anew. */
  private final Mac keyed;

  /**
   * @param id names the key; letters and digits
   * @param secret at least 32 bytes
   */
  public PseudonymKey(String id, byte[] secret) {
    if (!id.matches("[a-zA-Z0-9]+")) {
      throw new IllegalArgumentException("key id '" + id + "': use letters and digits");
    }
    if (secret.length < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "key '" + id + "' has " + secret.length + " bytes: give " + LEAST_BYTES + " or more");
    }
    this.id = id;
    this.keyed = keyed(secret);
  }

  private static Mac keyed(byte[] secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  static PseudonymKey derivedForDevelopment(String region) {
    try {
      byte[] seed = ("local development, not a secret: " + region).getBytes(StandardCharsets.UTF_8);
      return new PseudonymKey("dev", MessageDigest.getInstance("SHA-256").digest(seed));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The pseudonym of a value: the same for the same value and key, in any letter case. */
  public String pseudonym(String value) {
    try {
      Mac mac = (Mac) keyed.clone();
      String same = value.strip().toLowerCase(java.util.Locale.ROOT);
      byte[] hash = mac.doFinal(same.getBytes(StandardCharsets.UTF_8));
      return "ps_" + id + '_' + HexFormat.of().formatHex(hash, 0, KEPT_BYTES);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the " + ALGORITHM + " of the JDK can be copied", e);
    }
  }

  /** The key's id alone: the secret is never printed. */
  @Override
  public String toString() {
    return "PseudonymKey[" + id + ']';
  }
}

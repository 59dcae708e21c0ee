package io.pixelated.streams.residency.keys;

import java.security.MessageDigest;
import java.util.Objects;
import java.util.regex.Pattern;

/** A secret key of one region for one purpose, with the id that travels with what it made. */
public final class RegionKey {
  private static final Pattern ID = Pattern.compile("[a-zA-Z0-9]{1,32}");

  private final String id;
  private final byte[] secret;

  /**
   * @param id names the key: 1 to 32 letters and digits
   * @param secret {@value KeyPurpose#BYTES} bytes
   */
  public RegionKey(String id, byte[] secret) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("a key's id is 1 to 32 letters and digits");
    }
    if (secret.length != KeyPurpose.BYTES) {
      throw new IllegalArgumentException(
          "key '%s' has %d bytes: give %d".formatted(id, secret.length, KeyPurpose.BYTES));
    }
    this.id = id;
    this.secret = secret.clone();
  }

  /** Names the key; no secret. */
  public String id() {
    return id;
  }

  /** The secret itself: not to be kept, printed or sent anywhere. */
  public byte[] secret() {
    return secret.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || (other instanceof RegionKey key
            && id.equals(key.id)
            && MessageDigest.isEqual(secret, key.secret));
  }

  @Override
  public int hashCode() {
    return Objects.hash(id);
  }

  /** The key's id alone. */
  @Override
  public String toString() {
    return "RegionKey[" + id + ']';
  }
}

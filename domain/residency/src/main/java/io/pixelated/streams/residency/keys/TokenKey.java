package io.pixelated.streams.residency.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens of a region: what stands for a value, the same for the same value, and gives it back to
 * whoever has the region's encryption key.
 *
 * <p>A token is {@code tk_}, the key's id, and in Base64 a nonce and AES-256-GCM of the value. The
 * nonce is a keyed hash of the value, so it repeats with the value alone; both keys are derived
 * from the region's. Equal values have equal tokens, and a token tells how long its value is.
 */
public final class TokenKey {
  private static final String PREFIX = "tk_";
  private static final String HMAC = "HmacSHA256";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final String prefix;
  private final SecretKeySpec nonces;
  private final SecretKeySpec values;

  /**
   * @param key an encryption key
   */
  public TokenKey(RegionKey key) {
    SecretKeySpec secret = new SecretKeySpec(key.secret(), HMAC);
    this.prefix = PREFIX + key.id() + '_';
    this.nonces = new SecretKeySpec(hmac(secret, bytes("token nonce")), HMAC);
    this.values = new SecretKeySpec(hmac(secret, bytes("token value")), "AES");
  }

  /** The token of a value. */
  public String token(String value) {
    byte[] plain = bytes(value);
    byte[] nonce = Arrays.copyOf(hmac(nonces, plain), NONCE_BYTES);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain);
      byte[] all = Arrays.copyOf(nonce, nonce.length + sealed.length);
      System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
      return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + CIPHER, e);
    }
  }

  /** The value of a token; empty if it is none of this key. */
  public Optional<String> value(String token) {
    if (!token.startsWith(prefix)) {
      return Optional.empty();
    }
    try {
      byte[] all = Base64.getUrlDecoder().decode(token.substring(prefix.length()));
      if (all.length < NONCE_BYTES) {
        return Optional.empty();
      }
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE_BYTES))
              .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return Optional.of(new String(plain, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, values, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  private static byte[] hmac(SecretKeySpec key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The key's id alone: the secret is never printed. */
  @Override
  public String toString() {
    return "TokenKey[" + prefix + ']';
  }
}

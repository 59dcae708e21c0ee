package io.pixelated.streams.residency.audit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;

/**
 * The public half of a region's signing key, as it is handed to auditors: one line {@code REGION ID
 * HEXADECIMAL}, the last being the 32 bytes of RFC 8032, section 5.1.2.
 */
public final class PublicKeyText {
  /** What X.509 puts before the 32 bytes. */
  private static final String X509 = "302a300506032b6570032100";

  private final String region;
  private final String id;
  private final String hexadecimal;
  private final PublicKey key;

  private PublicKeyText(String region, String id, String hexadecimal, PublicKey key) {
    this.region = Objects.requireNonNull(region, "region");
    this.id = Objects.requireNonNull(id, "id");
    this.hexadecimal = hexadecimal;
    this.key = key;
  }

  static PublicKeyText of(String region, String id, PublicKey key) {
    String encoded = HexFormat.of().formatHex(key.getEncoded());
    return parse(region + ' ' + id + ' ' + encoded.substring(X509.length()));
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is no public key
   */
  public static PublicKeyText parse(String line) {
    String[] parts = line.strip().split("\\s+", -1);
    if (parts.length != 3 || !parts[2].matches("[0-9a-fA-F]{64}")) {
      throw new IllegalArgumentException(
          "not a public key: write REGION ID and 64 hexadecimal digits");
    }
    try {
      byte[] encoded = HexFormat.of().parseHex(X509 + parts[2]);
      PublicKey key =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      return new PublicKeyText(parts[0], parts[1], parts[2].toLowerCase(Locale.ROOT), key);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a public key of Ed25519", e);
    }
  }

  /** The region that signs with its other half. */
  public String region() {
    return region;
  }

  /** Names the key. */
  public String id() {
    return id;
  }

  boolean verifies(byte[] bytes, int from, int to, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(bytes, from, to - from);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // What is no signature at all is thrown by the JDK rather than denied.
      return false;
    }
  }

  /** The line. */
  @Override
  public String toString() {
    return region + ' ' + id + ' ' + hexadecimal;
  }
}

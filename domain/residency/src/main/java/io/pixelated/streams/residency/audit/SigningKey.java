package io.pixelated.streams.residency.audit;

import io.pixelated.streams.residency.keys.RegionKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/** A region's key for anchors: Ed25519, from the seed of RFC 8032, section 5.1.5. */
public final class SigningKey {
  private static final byte[] PROBE = EntryLayout.ascii("does the pair fit?");

  private final String id;
  private final PrivateKey secret;
  private final PublicKeyText published;

  /**
   * @param region the region that signs with it
   * @param key its id and seed
   */
  public SigningKey(String region, RegionKey key) {
    this.id = key.id();
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      // The JDK makes a pair from 32 random bytes, which are the seed; it has no other way from a
      // seed to its public key.
      generator.initialize(NamedParameterSpec.ED25519, new Seed(key.secret()));
      KeyPair pair = generator.generateKeyPair();
      this.secret = pair.getPrivate();
      this.published = PublicKeyText.of(region, id, pair.getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
    if (!published.verifies(PROBE, 0, PROBE.length, sign(PROBE, 0, PROBE.length))) {
      throw new IllegalStateException("the JDK made a pair of keys that do not fit each other");
    }
  }

  /** Names the key. */
  public String id() {
    return id;
  }

  /** What others need to verify its signatures. */
  public PublicKeyText published() {
    return published;
  }

  byte[] sign(byte[] bytes, int from, int to) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(secret);
      signature.update(bytes, from, to - from);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signing with key " + id + " failed", e);
    }
  }

  /** The key's id alone. */
  @Override
  public String toString() {
    return "SigningKey[" + id + ']';
  }

  /** Gives a seed where the JDK asks for random bytes. */
  private static final class Seed extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final byte[] seed;

    Seed(byte[] seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
      Arrays.fill(seed, (byte) 0);
    }
  }
}

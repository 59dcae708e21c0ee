package io.pixelated.streams.residency.sealing;

import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.KeyPurpose;
import io.pixelated.streams.residency.keys.RegionKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals bytes with AES-256-GCM under a region's current encryption key, and opens what any of its
 * valid keys sealed.
 *
 * <p>Sealed bytes are {@code PXS1}, the length of the key's id in one byte, the id, a random nonce
 * of 12 bytes (NIST SP 800-38D, section 8.2.2), then ciphertext and tag. Everything before the
 * nonce, the region and the id of the record are authenticated with them, so sealed bytes open only
 * as what they were sealed as. A key is good for 2^32 records (section 8.3): rotate it well before.
 * Not safe for use by several threads.
 */
public final class Sealer {
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final byte[] MAGIC = {'P', 'X', 'S', '1'};
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final KeyProvider keys;
  private final String region;
  private final SecureRandom random;
  private final Cipher cipher;

  /**
   * @param region id of the region whose keys seal
   * @param random where nonces come from
   */
  public Sealer(KeyProvider keys, String region, SecureRandom random) {
    this.keys = Objects.requireNonNull(keys, "keys");
    this.region = Objects.requireNonNull(region, "region");
    this.random = Objects.requireNonNull(random, "random");
    try {
      this.cipher = Cipher.getInstance(ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  public Sealer(KeyProvider keys, String region) {
    this(keys, region, new SecureRandom());
  }

  /**
   * Seals bytes.
   *
   * @param recordId id of the record that they belong to; needed to open them
   * @throws io.pixelated.streams.residency.keys.MissingKeyException if the region has no key
   */
  public byte[] seal(byte[] content, String recordId) {
    RegionKey key = keys.current(region, KeyPurpose.ENCRYPTION);
    byte[] keyId = key.id().getBytes(StandardCharsets.US_ASCII);
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] header =
        ByteBuffer.allocate(MAGIC.length + 1 + keyId.length)
            .put(MAGIC)
            .put((byte) keyId.length)
            .put(keyId)
            .array();
    try {
      start(Cipher.ENCRYPT_MODE, key, nonce, header, recordId);
      byte[] sealed =
          Arrays.copyOf(
              header, header.length + nonce.length + cipher.getOutputSize(content.length));
      System.arraycopy(nonce, 0, sealed, header.length, nonce.length);
      cipher.doFinal(content, 0, content.length, sealed, header.length + nonce.length);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** The same dead letter with its bytes sealed under its id. */
  public DeadLetter seal(DeadLetter letter) {
    return new DeadLetter(
        letter.id(),
        letter.region(),
        letter.stage(),
        letter.reason(),
        letter.origin(),
        seal(letter.value(), letter.id()));
  }

  /**
   * Opens what was sealed.
   *
   * @throws SealException if it was not sealed as this, was changed, or its key has been taken away
   */
  public byte[] open(byte[] sealed, String recordId) throws SealException {
    int idLength = isSealed(sealed) ? sealed[MAGIC.length] : -1;
    int headerLength = MAGIC.length + 1 + idLength;
    if (idLength < 1 || sealed.length < headerLength + NONCE_BYTES + TAG_BITS / Byte.SIZE) {
      throw new SealException("these bytes are not sealed: they do not begin as such, or are cut");
    }
    byte[] header = Arrays.copyOf(sealed, headerLength);
    String keyId = new String(sealed, MAGIC.length + 1, idLength, StandardCharsets.US_ASCII);
    RegionKey key =
        keys.find(region, KeyPurpose.ENCRYPTION, keyId)
            .orElseThrow(
                () -> new SealException("there is no encryption key of this id in " + region));
    try {
      byte[] nonce = Arrays.copyOfRange(sealed, headerLength, headerLength + NONCE_BYTES);
      start(Cipher.DECRYPT_MODE, key, nonce, header, recordId);
      int start = headerLength + NONCE_BYTES;
      return cipher.doFinal(sealed, start, sealed.length - start);
    } catch (GeneralSecurityException e) {
      throw new SealException(
          "it was changed, or sealed for another record, or with another key of this id");
    }
  }

  /** Whether bytes look like sealed ones. */
  public static boolean isSealed(byte[] bytes) {
    return bytes.length > MAGIC.length
        && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  private void start(int mode, RegionKey key, byte[] nonce, byte[] header, String recordId)
      throws GeneralSecurityException {
    cipher.init(
        mode,
        new SecretKeySpec(key.secret(), "AES"),
        new GCMParameterSpec(TAG_BITS, nonce),
        random);
    cipher.updateAAD(header);
    cipher.updateAAD(region.getBytes(StandardCharsets.UTF_8));
    cipher.updateAAD(new byte[] {0});
    cipher.updateAAD(recordId.getBytes(StandardCharsets.UTF_8));
  }
}

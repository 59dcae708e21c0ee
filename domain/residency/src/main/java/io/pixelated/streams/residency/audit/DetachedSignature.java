package io.pixelated.streams.residency.audit;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A region's signature over a document of its own, apart from the chains: Ed25519 over a line that
 * names the kind of document, and the document's bytes. So it is never one over an entry, which
 * begins otherwise.
 *
 * @param region the region that signed
 * @param key id of its key
 * @param hexadecimal the signature, 128 hexadecimal digits
 */
public record DetachedSignature(String region, String key, String hexadecimal) {
  public DetachedSignature {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(hexadecimal, "hexadecimal");
  }

  /**
   * Signs a document.
   *
   * @param kind what kind of document it is, in words of ours
   */
  public static DetachedSignature sign(SigningKey key, String kind, byte[] document) {
    byte[] signed = signed(kind, document);
    return new DetachedSignature(
        key.published().region(),
        key.id(),
        HexFormat.of().formatHex(key.sign(signed, 0, signed.length)));
  }

  /** Whether a trusted key of the region made it over this document. */
  public boolean isOver(String kind, byte[] document, PublicKeys trusted) {
    if (!hexadecimal.matches("[0-9a-f]{128}")) {
      return false;
    }
    byte[] signed = signed(kind, document);
    byte[] signature = HexFormat.of().parseHex(hexadecimal);
    return trusted
        .find(region, key)
        .filter(known -> known.verifies(signed, 0, signed.length, signature))
        .isPresent();
  }

  /** Whether the key that it names is among those that are trusted. */
  public boolean isOfKnownKey(PublicKeys trusted) {
    return trusted.find(region, key).isPresent();
  }

  private static byte[] signed(String kind, byte[] document) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(document.length + 64);
    all.writeBytes(EntryLayout.ascii("pixelated-streams " + kind + '\n'));
    all.writeBytes(document);
    return all.toByteArray();
  }
}

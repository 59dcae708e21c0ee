package io.pixelated.streams.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Deterministic ids: the same inputs give the same id, on every run and machine.
 *
 * <p>An id is a version 8 UUID (RFC 9562, section 5.8) of the SHA-256 of its parts, each preceded
 * by its length, so that no two lists of parts run together.
 */
public final class Ids {
  private Ids() {}

  /** The id of the given parts; the first names the kind of thing that is identified. */
  public static String of(String kind, String... parts) {
    MessageDigest digest = sha256();
    add(digest, kind.getBytes(StandardCharsets.UTF_8));
    for (String part : parts) {
      add(digest, part.getBytes(StandardCharsets.UTF_8));
    }
    return uuid(digest.digest());
  }

  /** The id of bytes at a place: of a payload whose producer gave it no id. */
  public static String of(String kind, byte[] payload, String position) {
    MessageDigest digest = sha256();
    add(digest, kind.getBytes(StandardCharsets.UTF_8));
    add(digest, payload);
    add(digest, position.getBytes(StandardCharsets.UTF_8));
    return uuid(digest.digest());
  }

  /** A digest of text in 16 hexadecimal digits, to tell versions apart. */
  public static String version(String text) {
    byte[] hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return String.format("%016x", ByteBuffer.wrap(hash).getLong());
  }

  private static void add(MessageDigest digest, byte[] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
    digest.update(part);
  }

  private static String uuid(byte[] hash) {
    ByteBuffer bytes = ByteBuffer.wrap(hash);
    long high = (bytes.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x8000L;
    long low = (bytes.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

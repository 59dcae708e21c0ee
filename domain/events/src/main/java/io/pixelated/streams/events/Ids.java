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
  /** Never used itself: copies of it are, which costs less than to look for the algorithm anew. */
  private static final MessageDigest SHA_256 = unused();

  private Ids() {}

  /** The id of the given parts; the first names the kind of thing that is identified. */
  public static String of(String kind, String... parts) {
    byte[][] all = new byte[parts.length + 1][];
    all[0] = kind.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < parts.length; i++) {
      all[i + 1] = parts[i].getBytes(StandardCharsets.UTF_8);
    }
    return of(all);
  }

  /** The id of bytes at a place: of a payload whose producer gave it no id. */
  public static String of(String kind, byte[] payload, String position) {
    return of(
        new byte[][] {
          kind.getBytes(StandardCharsets.UTF_8), payload, position.getBytes(StandardCharsets.UTF_8)
        });
  }

  /** A digest of text in 16 hexadecimal digits, to tell versions apart. */
  public static String version(String text) {
    byte[] hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return String.format("%016x", ByteBuffer.wrap(hash).getLong());
  }

  private static String of(byte[][] parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += Integer.BYTES + part.length;
    }
    // In one piece: the digest takes it sooner than many small ones.
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.putInt(part.length).put(part);
    }
    return uuid(sha256().digest(all.array()));
  }

  private static String uuid(byte[] hash) {
    ByteBuffer bytes = ByteBuffer.wrap(hash);
    long high = (bytes.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x8000L;
    long low = (bytes.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  private static MessageDigest sha256() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the SHA-256 of the JDK can be copied", e);
    }
  }

  private static MessageDigest unused() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

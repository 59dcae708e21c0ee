package io.pixelated.streams.residency.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 and hexadecimal digits, without objects in between. */
final class Digests {
  private static final byte[] DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Writes bytes as digits, two each. */
  static void write(byte[] bytes, byte[] target, int at) {
    for (int i = 0; i < bytes.length; i++) {
      target[at + 2 * i] = DIGITS[(bytes[i] >> 4) & 0xf];
      target[at + 2 * i + 1] = DIGITS[bytes[i] & 0xf];
    }
  }

  /** Whether digits are those of the bytes. */
  static boolean matches(byte[] bytes, byte[] text, int at) {
    for (int i = 0; i < bytes.length; i++) {
      if (text[at + 2 * i] != DIGITS[(bytes[i] >> 4) & 0xf]
          || text[at + 2 * i + 1] != DIGITS[bytes[i] & 0xf]) {
        return false;
      }
    }
    return true;
  }

  /** Whether all are digits, with small letters only. */
  static boolean areDigits(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      byte c = text[i];
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}

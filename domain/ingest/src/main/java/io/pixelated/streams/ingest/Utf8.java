package io.pixelated.streams.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long NOT_ASCII = 0x8080808080808080L;
  private static final int STRIDE = 4 * Long.BYTES;

  private Utf8() {}

  /** The position of the first byte that is not UTF-8, or -1 if all are. */
  static int firstInvalid(byte[] bytes) {
    int i = 0;
    int end = bytes.length;
    while (i < end) {
      if (i + STRIDE <= end && isAscii(bytes, i)) {
        i += STRIDE;
        continue;
      }
      int length = sequence(bytes, i, end);
      if (length == 0) {
        return i;
      }
      i += length;
    }
    return -1;
  }

  /** Whether all of the next {@link #STRIDE} bytes are. */
  private static boolean isAscii(byte[] bytes, int i) {
    long all =
        (long) LONGS.get(bytes, i)
            | (long) LONGS.get(bytes, i + Long.BYTES)
            | (long) LONGS.get(bytes, i + 2 * Long.BYTES)
            | (long) LONGS.get(bytes, i + 3 * Long.BYTES);
    return (all & NOT_ASCII) == 0;
  }

  /** How many bytes the character has that begins with {@code lead}, in bytes that are UTF-8. */
  static int length(int lead) {
    return lead >= 0 ? 1 : (lead & 0xE0) == 0xC0 ? 2 : (lead & 0xF0) == 0xE0 ? 3 : 4;
  }

  /** The character that begins at {@code at}, in bytes that are UTF-8. */
  static int character(byte[] bytes, int at) {
    int length = length(bytes[at]);
    if (length == 1) {
      return bytes[at];
    }
    int character = bytes[at] & (0xFF >> length);
    for (int i = at + 1; i < at + length; i++) {
      character = (character << 6) | (bytes[i] & 0x3F);
    }
    return character;
  }

  /** Length of the character that starts at {@code i}, 0 if none does. */
  private static int sequence(byte[] bytes, int i, int end) {
    int lead = bytes[i] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    if (lead < 0xC2 || lead > 0xF4) {
      return 0;
    }
    if (lead < 0xE0) {
      return continues(bytes, i + 1, end, 0x80, 0xBF) ? 2 : 0;
    }
    if (lead < 0xF0) {
      int low = lead == 0xE0 ? 0xA0 : 0x80;
      int high = lead == 0xED ? 0x9F : 0xBF;
      return continues(bytes, i + 1, end, low, high) && continues(bytes, i + 2, end, 0x80, 0xBF)
          ? 3
          : 0;
    }
    int low = lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xF4 ? 0x8F : 0xBF;
    return continues(bytes, i + 1, end, low, high)
            && continues(bytes, i + 2, end, 0x80, 0xBF)
            && continues(bytes, i + 3, end, 0x80, 0xBF)
        ? 4
        : 0;
  }

  private static boolean continues(byte[] bytes, int i, int end, int low, int high) {
    if (i >= end) {
      return false;
    }
    int value = bytes[i] & 0xFF;
    return value >= low && value <= high;
  }
}

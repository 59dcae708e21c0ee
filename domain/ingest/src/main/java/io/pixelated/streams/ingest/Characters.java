package io.pixelated.streams.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The characters of an event's values while it is read, one value behind the other. They are kept
 * as bytes, which are found and copied eight at a time, until one comes that does not fit. Used for
 * one event after another.
 */
final class Characters {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long TWOS = 0x0202020202020202L;
  private static final long QUOTES_AND_BELOW = 0x2121212121212121L;
  private static final long BACKSLASHES = 0x5C5C5C5C5C5C5C5CL;

  /** What a letter behind a backslash stands for. */
  private static final byte[] ESCAPES = new byte[128];

  static {
    Arrays.fill(ESCAPES, (byte) -1);
    String letters = "\"\\/bfnrt";
    String meanings = "\"\\/\b\f\n\r\t";
    for (int i = 0; i < letters.length(); i++) {
      ESCAPES[letters.charAt(i)] = (byte) meanings.charAt(i);
    }
  }

  /** Larger events are rare and need not keep their room. */
  private static final int MOST_KEPT = 1 << 16;

  private byte[] narrow = {};
  private char[] wide;
  private int length;

  /** Begins an event of so many bytes; its values have no more characters. */
  void begin(int bytes) {
    int room = bytes + 2 * Long.BYTES;
    if (narrow.length < room || narrow.length > MOST_KEPT) {
      narrow = new byte[Math.max(room, MOST_KEPT / 4)];
    }
    wide = null;
    length = 0;
  }

  int length() {
    return length;
  }

  /** Adds ASCII characters. */
  void add(byte[] json, int from, int to) {
    if (wide == null) {
      System.arraycopy(json, from, narrow, length, to - from);
      length += to - from;
    } else {
      for (int i = from; i < to; i++) {
        wide[length++] = (char) json[i];
      }
    }
  }

  void add(int character) {
    if (wide != null) {
      length += Character.toChars(character, wide, length);
    } else if (character <= 0xFF) {
      narrow[length++] = (byte) character;
    } else {
      wide = Arrays.copyOf(decoded(), narrow.length);
      length += Character.toChars(character, wide, length);
    }
  }

  /**
   * Adds what a text spells plainly or by an escape of one letter.
   *
   * @return where something else follows: its closing quote, a character that is not ASCII or an
   *     escape that is none of those; or {@code end}
   */
  int addPlain(byte[] json, int from, int end) {
    return wide == null ? addNarrow(json, from, end) : addWide(json, from, end);
  }

  private int addNarrow(byte[] json, int from, int end) {
    byte[] target = narrow;
    int to = length;
    int at = from;
    while (at < end) {
      if (at + 2 * Long.BYTES <= end) {
        long first = (long) LONGS.get(json, at);
        long second = (long) LONGS.get(json, at + Long.BYTES);
        LONGS.set(target, to, first);
        LONGS.set(target, to + Long.BYTES, second);
        long hits = hits(first);
        long more = hits(second);
        if ((hits | more) == 0) {
          at += 2 * Long.BYTES;
          to += 2 * Long.BYTES;
          continue;
        }
        int run =
            hits != 0
                ? Long.numberOfTrailingZeros(hits) >>> 3
                : 8 + (Long.numberOfTrailingZeros(more) >>> 3);
        at += run;
        to += run;
      } else {
        while (at < end && isPlain(json[at])) {
          target[to++] = json[at++];
        }
      }
      int meaning = escape(json, at, end);
      if (meaning < 0) {
        break;
      }
      target[to++] = (byte) meaning;
      at += 2;
    }
    length = to;
    return at;
  }

  private int addWide(byte[] json, int from, int end) {
    char[] target = wide;
    int to = length;
    int at = from;
    while (at < end) {
      while (at < end && isPlain(json[at])) {
        target[to++] = (char) json[at++];
      }
      int meaning = escape(json, at, end);
      if (meaning < 0) {
        break;
      }
      target[to++] = (char) meaning;
      at += 2;
    }
    length = to;
    return at;
  }

  /** What the escape of one letter means that begins at {@code at}; negative if none does. */
  private static int escape(byte[] json, int at, int end) {
    return at + 1 < end && json[at] == '\\' && json[at + 1] > 0 ? ESCAPES[json[at + 1]] : -1;
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' && b != '"' && b != '\\';
  }

  /**
   * The bytes that are not plain, by their highest bits: below a blank or a quote, which a changed
   * bit brings right behind those; a backslash; not ASCII. A byte that borrows from the next is a
   * hit itself, so that the first is always right.
   */
  private static long hits(long word) {
    return (((word ^ TWOS) - QUOTES_AND_BELOW) | ((word ^ BACKSLASHES) - ONES) | word) & HIGH;
  }

  private char[] decoded() {
    return StandardCharsets.ISO_8859_1.decode(ByteBuffer.wrap(narrow, 0, length)).array();
  }

  char[] toArray() {
    return wide == null ? decoded() : Arrays.copyOf(wide, length);
  }
}

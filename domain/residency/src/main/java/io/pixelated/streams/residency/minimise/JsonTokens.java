package io.pixelated.streams.residency.minimise;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The tokens of JSON by RFC 8259, in valid UTF-8: where each of them ends.
 *
 * <p>Behind the bytes of a record there are {@link #MARGIN} zeros. No token has a zero in it, so
 * nothing is read beyond them. What is broken is said to end in the margin: nothing that is asked
 * for is there, so that whoever goes on from there finds it broken as well.
 */
final class JsonTokens {
  /** Zeros behind a record. */
  static final int MARGIN = 3 * Long.BYTES;

  private static final int LONGEST_NUMBER = 1_000;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  private byte[] bytes = {};
  private int broken;
  private int marks;
  private int nameHash;

  /** Begins with a record, which has its margin. */
  void begin(byte[] json, int length) {
    bytes = json;
    broken = length + 1;
  }

  /** Where what is broken ends. */
  int broken() {
    return broken;
  }

  /** What is to be known of the string or name that was read last: {@link JsonText}. */
  int marks() {
    return marks;
  }

  /** As {@link NameHash} has it, of the name that was read last, as it is meant. */
  int nameHash() {
    return nameHash;
  }

  /** Behind white space, of which there is seldom any. */
  int space(int at) {
    return bytes[at] > ' ' ? at : behindSpace(at);
  }

  private int behindSpace(int from) {
    int at = from;
    while (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t') {
      at++;
    }
    return at;
  }

  /** From behind the quote of a name to the next. */
  int name(int from) {
    int at = from;
    long hash = NameHash.NOTHING;
    long dots = 0;
    long eight = eight(at);
    long special = special(eight);
    while (special == 0) {
      hash = NameHash.with(hash, eight);
      dots |= of('.', eight);
      at += Long.BYTES;
      eight = eight(at);
      special = special(eight);
    }
    int plain = Long.numberOfTrailingZeros(special) & -Byte.SIZE;
    eight &= (1L << plain) - 1;
    at += plain / Byte.SIZE;
    if (bytes[at] != '"') {
      return unusualName(from);
    }
    nameHash = (int) NameHash.with(hash, eight);
    marks = (dots | of('.', eight)) == 0 ? JsonText.PLAIN : JsonText.NAME_DOTTED;
    return at;
  }

  /** A name with escapes or letters beyond ASCII in it. */
  private int unusualName(int from) {
    int end = string(from);
    if (end == broken) {
      return broken;
    }
    boolean escaped = (marks & JsonText.ESCAPED) != 0;
    byte[] meant = escaped ? JsonText.decodedName(bytes, from, end) : bytes;
    int start = escaped ? 0 : from;
    int behind = escaped ? meant.length : end;
    marks = escaped ? JsonText.NAME_ESCAPED : JsonText.PLAIN;
    for (int i = start; i < behind; i++) {
      marks |= meant[i] == '.' ? JsonText.NAME_DOTTED : 0;
    }
    nameHash = NameHash.of(meant, start, behind);
    return end;
  }

  /** From behind the quote of a text to the next. */
  int string(int from) {
    marks = JsonText.PLAIN;
    int at = plain(from);
    while (bytes[at] != '"') {
      at = unusual(at);
      if (at == broken) {
        return broken;
      }
      at = plain(at);
    }
    return at;
  }

  /** The next byte that is not simply text in ASCII. */
  private int plain(int from) {
    int at = from;
    long special = special(eight(at));
    while (special == 0) {
      at += Long.BYTES;
      special = special(eight(at));
    }
    return at + Long.numberOfTrailingZeros(special) / Byte.SIZE;
  }

  /** Behind an escape or a letter beyond ASCII. */
  private int unusual(int at) {
    if (bytes[at] == '\\') {
      marks |= JsonText.ESCAPED;
      return escape(at + 1);
    }
    if (bytes[at] < 0) {
      marks |= JsonText.WIDE;
      return letter(at);
    }
    return broken;
  }

  private long eight(int at) {
    return (long) LONGS.get(bytes, at);
  }

  /**
   * Of eight bytes, the lowest high bit marks the first quote, escape, control or wide letter. What
   * is above it may be marked for what was borrowed from there.
   */
  private static long special(long eight) {
    long quote = (eight ^ ('"' * EACH)) - EACH;
    long escape = (eight ^ ('\\' * EACH)) - EACH;
    long control = eight - ' ' * EACH;
    return (quote | escape | control | eight) & HIGH;
  }

  /** Something but 0 if that letter is among eight bytes. */
  private static long of(char letter, long eight) {
    long differs = eight ^ (letter * EACH);
    return (differs - EACH) & ~differs & HIGH;
  }

  private int escape(int at) {
    return switch (bytes[at]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
      case 'u' -> hexadecimal(at + 1);
      default -> broken;
    };
  }

  private int hexadecimal(int from) {
    for (int i = from; i < from + 4; i++) {
      if (Character.digit(bytes[i], 16) < 0) {
        return broken;
      }
    }
    return from + 4;
  }

  /** One letter beyond ASCII: the table of well-formed UTF-8, Unicode 15, table 3-7. */
  private int letter(int at) {
    int first = bytes[at] & 0xff;
    int second = bytes[at + 1] & 0xff;
    if (first >= 0xc2 && first <= 0xdf) {
      return second >> 6 == 2 ? at + 2 : broken;
    }
    int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    int more = first >= 0xe0 && first <= 0xef ? 1 : first >= 0xf0 && first <= 0xf4 ? 2 : 0;
    if (more == 0 || second < least || second > most) {
      return broken;
    }
    for (int i = at + 2; i < at + 2 + more; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return broken;
      }
    }
    return at + 2 + more;
  }

  /** Behind a number. */
  int number(int from) {
    int start = bytes[from] == '-' ? from + 1 : from;
    int at = digits(start);
    if (at == start || (bytes[start] == '0' && at > start + 1)) {
      return broken;
    }
    if (bytes[at] == '.') {
      int fraction = digits(at + 1);
      if (fraction == at + 1) {
        return broken;
      }
      at = fraction;
    }
    if ((bytes[at] | 0x20) == 'e') {
      int power = bytes[at + 1] == '+' || bytes[at + 1] == '-' ? at + 2 : at + 1;
      at = digits(power);
      if (at == power) {
        return broken;
      }
    }
    return at - from > LONGEST_NUMBER ? broken : at;
  }

  private int digits(int from) {
    int at = from;
    while (bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at;
  }

  /** Behind a word that begins there. */
  int word(int from, byte[] word) {
    for (int i = 0; i < word.length; i++) {
      if (bytes[from + i] != word[i]) {
        return broken;
      }
    }
    return from + word.length;
  }

  static byte[] ascii(String word) {
    return word.getBytes(StandardCharsets.US_ASCII);
  }
}

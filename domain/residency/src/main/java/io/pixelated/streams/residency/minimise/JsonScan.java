package io.pixelated.streams.residency.minimise;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads bytes into a {@link JsonTape}, and refuses whatever another reader could read in another
 * way: JSON by RFC 8259 in valid UTF-8, one object and nothing after it, no name twice in an
 * object.
 *
 * <p>All methods return where they have come to, or {@link #BROKEN}.
 */
final class JsonScan {
  private static final int BROKEN = -1;
  private static final int DEEPEST = 512;
  private static final int LONGEST_NUMBER = 1_000;

  /** The golden ratio: names that differ little get bits that differ. */
  private static final int SPREAD = 0x9E3779B9;

  /** From so many members on, an object's names are looked up in a set. */
  private static final int MANY_MEMBERS = 64;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  private final JsonTape tape;
  private byte[] bytes = {};
  private int length;
  private int depth;
  private byte marks;

  JsonScan(JsonTape tape) {
    this.tape = tape;
  }

  boolean object(byte[] json) {
    bytes = json;
    length = json.length;
    depth = 0;
    int at = space(0);
    if (at >= length || bytes[at] != '{') {
      return false;
    }
    tape.noName();
    at = object(at);
    return at != BROKEN && space(at) == length;
  }

  private int value(int at) {
    if (at >= length) {
      return BROKEN;
    }
    return switch (bytes[at]) {
      case '{' -> object(at);
      case '[' -> array(at);
      case '"' -> text(at);
      case 't' -> word(at, JsonPart.TRUE, "true");
      case 'f' -> word(at, JsonPart.FALSE, "false");
      case 'n' -> word(at, JsonPart.NULL, "null");
      default -> number(at);
    };
  }

  private int object(int from) {
    if (++depth > DEEPEST) {
      return BROKEN;
    }
    int part = tape.add(JsonPart.OBJECT, from);
    int at = space(from + 1);
    if (at < length && bytes[at] == '}') {
      return closed(part, at + 1);
    }
    Set<String> names = null;
    long seen = 0;
    int members = 0;
    while (true) {
      at = name(at);
      if (at == BROKEN) {
        return BROKEN;
      }
      int member = tape.size();
      long bit = 1L << ((tape.nameHash(member) * SPREAD) >>> 26);
      if (++members == MANY_MEMBERS) {
        names = names(part, member);
      }
      if (names != null ? !names.add(nameOf(member)) : (seen & bit) != 0 && isTaken(part, member)) {
        return BROKEN;
      }
      seen |= bit;
      at = space(at);
      if (at >= length || bytes[at] != ':') {
        return BROKEN;
      }
      at = value(space(at + 1));
      if (at == BROKEN) {
        return BROKEN;
      }
      at = space(at);
      if (at >= length) {
        return BROKEN;
      }
      if (bytes[at] == '}') {
        return closed(part, at + 1);
      }
      if (bytes[at] != ',') {
        return BROKEN;
      }
      at = space(at + 1);
    }
  }

  private int array(int from) {
    if (++depth > DEEPEST) {
      return BROKEN;
    }
    int part = tape.add(JsonPart.ARRAY, from);
    int at = space(from + 1);
    if (at < length && bytes[at] == ']') {
      return closed(part, at + 1);
    }
    while (true) {
      tape.noName();
      at = value(at);
      if (at == BROKEN) {
        return BROKEN;
      }
      at = space(at);
      if (at >= length) {
        return BROKEN;
      }
      if (bytes[at] == ']') {
        return closed(part, at + 1);
      }
      if (bytes[at] != ',') {
        return BROKEN;
      }
      at = space(at + 1);
    }
  }

  private int closed(int part, int at) {
    depth--;
    tape.close(part, at, JsonText.PLAIN);
    return at;
  }

  private int name(int at) {
    if (at >= length || bytes[at] != '"') {
      return BROKEN;
    }
    int start = at + 1;
    int end = string(start);
    if (end == BROKEN) {
      return BROKEN;
    }
    if ((marks & JsonText.ESCAPED) != 0) {
      byte[] meant = JsonText.decodedName(bytes, start, end);
      byte nameMarks = JsonText.NAME_ESCAPED;
      for (byte b : meant) {
        nameMarks |= b == '.' ? JsonText.NAME_DOTTED : 0;
      }
      tape.name(start, end, FieldState.hash(meant, 0, meant.length), nameMarks);
      return end + 1;
    }
    int hash = 0;
    byte nameMarks = 0;
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      hash = 31 * hash + (b | 0x20);
      if (b == '.') {
        nameMarks = JsonText.NAME_DOTTED;
      }
    }
    tape.name(start, end, FieldState.spread(hash), nameMarks);
    return end + 1;
  }

  private int text(int at) {
    int part = tape.add(JsonPart.STRING, at + 1);
    int end = string(at + 1);
    if (end == BROKEN) {
      return BROKEN;
    }
    tape.close(part, end, marks);
    return end + 1;
  }

  /** From behind a quote to the next; {@link #marks} tells of what is between. */
  private int string(int from) {
    int at = from;
    marks = JsonText.PLAIN;
    while (true) {
      while (at + Long.BYTES <= length) {
        long special = special((long) LONGS.get(bytes, at));
        if (special != 0) {
          at += Long.numberOfTrailingZeros(special) >>> 3;
          break;
        }
        at += Long.BYTES;
      }
      if (at >= length) {
        return BROKEN;
      }
      byte b = bytes[at];
      if (b == '"') {
        return at;
      }
      if (b == '\\') {
        marks |= JsonText.ESCAPED;
        at = escape(at + 1);
      } else if (b < 0) {
        marks |= JsonText.WIDE;
        at = letter(at);
      } else {
        at = b < ' ' ? BROKEN : at + 1;
      }
      if (at == BROKEN) {
        return BROKEN;
      }
    }
  }

  /** Of eight bytes, the lowest high bit marks the first quote, escape, control or wide letter. */
  private static long special(long eight) {
    long quote = eight ^ ('"' * EACH);
    long escape = eight ^ ('\\' * EACH);
    return (((quote - EACH) & ~quote)
            | ((escape - EACH) & ~escape)
            | ((eight - ' ' * EACH) & ~eight)
            | eight)
        & HIGH;
  }

  private int escape(int at) {
    if (at >= length) {
      return BROKEN;
    }
    return switch (bytes[at]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
      case 'u' -> hexadecimal(at + 1);
      default -> BROKEN;
    };
  }

  private int hexadecimal(int from) {
    for (int i = from; i < from + 4; i++) {
      if (i >= length || Character.digit(bytes[i], 16) < 0) {
        return BROKEN;
      }
    }
    return from + 4;
  }

  /** One letter beyond ASCII: the table of well-formed UTF-8, Unicode 15, table 3-7. */
  private int letter(int at) {
    int first = bytes[at] & 0xff;
    int second = at + 1 < length ? bytes[at + 1] & 0xff : 0;
    if (first >= 0xc2 && first <= 0xdf) {
      return second >> 6 == 2 ? at + 2 : BROKEN;
    }
    int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    int more = first >= 0xe0 && first <= 0xef ? 1 : first >= 0xf0 && first <= 0xf4 ? 2 : 0;
    if (more == 0 || second < least || second > most) {
      return BROKEN;
    }
    for (int i = at + 2; i < at + 2 + more; i++) {
      if (i >= length || (bytes[i] & 0xc0) != 0x80) {
        return BROKEN;
      }
    }
    return at + 2 + more;
  }

  private int number(int from) {
    int part = tape.add(JsonPart.NUMBER, from);
    int at = bytes[from] == '-' ? from + 1 : from;
    int whole = digits(at);
    if (whole == at || (bytes[at] == '0' && whole > at + 1)) {
      return BROKEN;
    }
    at = whole;
    if (at < length && bytes[at] == '.') {
      int fraction = digits(at + 1);
      if (fraction == at + 1) {
        return BROKEN;
      }
      at = fraction;
    }
    if (at < length && (bytes[at] | 0x20) == 'e') {
      int sign = at + 1 < length && (bytes[at + 1] == '+' || bytes[at + 1] == '-') ? 1 : 0;
      int exponent = digits(at + 1 + sign);
      if (exponent == at + 1 + sign) {
        return BROKEN;
      }
      at = exponent;
    }
    if (at - from > LONGEST_NUMBER) {
      return BROKEN;
    }
    tape.close(part, at, JsonText.PLAIN);
    return at;
  }

  private int digits(int from) {
    int at = from;
    while (at < length && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at;
  }

  private int word(int from, JsonPart kind, String word) {
    if (from + word.length() > length) {
      return BROKEN;
    }
    for (int i = 1; i < word.length(); i++) {
      if (bytes[from + i] != word.charAt(i)) {
        return BROKEN;
      }
    }
    int end = from + word.length();
    tape.close(tape.add(kind, from), end, JsonText.PLAIN);
    return end;
  }

  private int space(int from) {
    int at = from;
    while (at < length
        && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
      at++;
    }
    return at;
  }

  private boolean isTaken(int object, int member) {
    // What is under way is not closed yet: of the members before, each leads to the one after it.
    for (int at = object + 1; at < member; at = tape.next(at)) {
      if (tape.sameName(at, member)) {
        return true;
      }
    }
    return false;
  }

  private Set<String> names(int object, int member) {
    Set<String> names = new HashSet<>();
    for (int at = object + 1; at < member; at = tape.next(at)) {
      names.add(nameOf(at));
    }
    return names;
  }

  private String nameOf(int part) {
    return new String(tape.name(part), StandardCharsets.UTF_8);
  }
}

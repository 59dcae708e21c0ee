package io.pixelated.streams.residency.minimise;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads bytes into a {@link JsonTape}, and refuses whatever another reader could read in another
 * way: JSON by RFC 8259 in valid UTF-8, one object and nothing after it, no name twice in an
 * object.
 *
 * <p>All methods return where they have come to; of what is refused, as {@link JsonTokens} does.
 */
final class JsonScan {
  private static final int DEEPEST = 512;

  /** From so many members on, an object's names are looked up in a set. */
  private static final int MANY_MEMBERS = 64;

  private static final byte[] TRUE = JsonTokens.ascii("true");
  private static final byte[] FALSE = JsonTokens.ascii("false");
  private static final byte[] NULL = JsonTokens.ascii("null");

  private final JsonTape tape;
  private final JsonTokens tokens = new JsonTokens();
  private byte[] bytes = {};
  private int depth;

  JsonScan(JsonTape tape) {
    this.tape = tape;
  }

  /**
   * Reads one object and nothing after it.
   *
   * @param json with {@link JsonTokens#MARGIN} zeros behind the record
   */
  boolean object(byte[] json, int length) {
    bytes = json;
    tokens.begin(json, length);
    depth = 0;
    int at = tokens.space(0);
    if (bytes[at] != '{') {
      return false;
    }
    tape.noName();
    return tokens.space(object(at)) == length;
  }

  private int value(int at) {
    if (bytes[at] == '"') {
      int end = tokens.string(at + 1);
      tape.add(JsonPart.STRING, at + 1, end, tokens.marks());
      return end + 1;
    }
    return switch (bytes[at]) {
      case '{' -> object(at);
      case '[' -> array(at);
      case 't' -> plain(JsonPart.TRUE, at, tokens.word(at, TRUE));
      case 'f' -> plain(JsonPart.FALSE, at, tokens.word(at, FALSE));
      case 'n' -> plain(JsonPart.NULL, at, tokens.word(at, NULL));
      default -> plain(JsonPart.NUMBER, at, tokens.number(at));
    };
  }

  private int plain(JsonPart kind, int from, int end) {
    tape.add(kind, from, end, JsonText.PLAIN);
    return end;
  }

  private int object(int from) {
    if (++depth > DEEPEST) {
      return tokens.broken();
    }
    int part = tape.open(JsonPart.OBJECT, from);
    int at = tokens.space(from + 1);
    if (bytes[at] == '}') {
      return closed(part, at + 1);
    }
    Set<String> names = null;
    long seen = 0;
    int members = 0;
    while (bytes[at] == '"') {
      int end = tokens.name(at + 1);
      int member = tape.name(at + 1, end, tokens.nameHash(), tokens.marks());
      at = tokens.space(end + 1);
      if (bytes[at] != ':') {
        break;
      }
      long bit = 1L << tokens.nameHash();
      if (++members == MANY_MEMBERS) {
        names = names(part, member);
      }
      if (names != null ? !names.add(nameOf(member)) : (seen & bit) != 0 && isTaken(part, member)) {
        break;
      }
      seen |= bit;
      at = tokens.space(value(tokens.space(at + 1)));
      if (bytes[at] == '}') {
        return closed(part, at + 1);
      }
      if (bytes[at] != ',') {
        break;
      }
      at = tokens.space(at + 1);
    }
    return tokens.broken();
  }

  private int array(int from) {
    if (++depth > DEEPEST) {
      return tokens.broken();
    }
    int part = tape.open(JsonPart.ARRAY, from);
    int at = tokens.space(from + 1);
    if (bytes[at] == ']') {
      return closed(part, at + 1);
    }
    while (true) {
      tape.noName();
      at = tokens.space(value(at));
      if (bytes[at] == ']') {
        return closed(part, at + 1);
      }
      if (bytes[at] != ',') {
        return tokens.broken();
      }
      at = tokens.space(at + 1);
    }
  }

  private int closed(int part, int at) {
    depth--;
    tape.close(part, at);
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

package io.pixelated.streams.residency.minimise;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * A JSON object as a flat table of its parts, in the order of the bytes, which stay where they are.
 *
 * <p>The parts of a part follow it; {@link #next} leads past them. A tape is used for one record
 * after the other and holds nothing of the one before. Not safe for use by several threads.
 */
public final class JsonTape {
  private static final int FIRST_PARTS = 256;

  /** The name of an element of an array. */
  private static final int NAMELESS = -1;

  private final JsonScan scan = new JsonScan(this);
  private byte[] bytes = {};
  private int size;
  private JsonPart[] kind = new JsonPart[FIRST_PARTS];
  private int[] start = new int[FIRST_PARTS];
  private int[] end = new int[FIRST_PARTS];
  private int[] next = new int[FIRST_PARTS];
  private int[] nameStart = new int[FIRST_PARTS];
  private int[] nameEnd = new int[FIRST_PARTS];
  private int[] nameHash = new int[FIRST_PARTS];
  private byte[] marks = new byte[FIRST_PARTS];

  /**
   * Reads a record.
   *
   * @return false if it is not exactly one JSON object in UTF-8 with distinct names, nested no
   *     deeper than is read
   */
  public boolean read(byte[] json) {
    bytes = json;
    size = 0;
    return scan.object(json);
  }

  /** Where a value is under some names from the root. */
  public OptionalInt find(JsonPath path) {
    return find(path, null);
  }

  /**
   * Where a value is under some names from the root, as if what is not kept were not there.
   *
   * @param kept per part whether it is; null: all are
   */
  OptionalInt find(JsonPath path, boolean[] kept) {
    int part = 0;
    for (int step = 0; step < path.size(); step++) {
      part = child(part, path, step, kept);
      if (part < 0) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of(part);
  }

  /** A number or text as text; empty if there is something else. */
  public String text(int part) {
    return switch (kind[part]) {
      case STRING -> JsonText.decode(bytes, start[part], end[part], marks[part]);
      case NUMBER -> JsonText.decode(bytes, start[part], end[part], JsonText.PLAIN);
      default -> "";
    };
  }

  /** A number without what is behind its point; 0 if there is something else. */
  public long number(int part) {
    if (kind[part] != JsonPart.NUMBER) {
      return 0;
    }
    return JsonText.isShortInteger(bytes, start[part], end[part])
        ? JsonText.integer(bytes, start[part], end[part])
        : (long) Double.parseDouble(text(part));
  }

  private int child(int part, JsonPath path, int step, boolean[] kept) {
    if (!kind[part].isContainer()) {
      return -1;
    }
    int index = 0;
    for (int at = part + 1; at < next[part]; at = next[at]) {
      if (kept == null || kept[at]) {
        boolean found =
            kind[part] == JsonPart.ARRAY
                ? index == path.index(step)
                : nameHash[at] == path.hash(step) && isNamed(at, path.name(step));
        if (found) {
          return at;
        }
        index++;
      }
    }
    return -1;
  }

  private boolean isNamed(int part, byte[] name) {
    return (marks[part] & JsonText.NAME_ESCAPED) == 0
        ? Arrays.equals(bytes, nameStart[part], nameEnd[part], name, 0, name.length)
        : Arrays.equals(name(part), name);
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  JsonPart kind(int part) {
    return kind[part];
  }

  /** Where a value begins; of a text, behind its quote. */
  int start(int part) {
    return start[part];
  }

  /** Where a value ends; of a text, before its quote. */
  int end(int part) {
    return end[part];
  }

  /** The part that follows this and all that is in it. */
  int next(int part) {
    return next[part];
  }

  boolean isMember(int part) {
    return nameStart[part] != NAMELESS;
  }

  int nameStart(int part) {
    return nameStart[part];
  }

  int nameEnd(int part) {
    return nameEnd[part];
  }

  /** As {@link FieldState#hash} has it, of the name that is meant. */
  int nameHash(int part) {
    return nameHash[part];
  }

  /** What is to be known of the bytes of a text: {@link JsonText}. */
  byte marks(int part) {
    return marks[part];
  }

  /** Whether a name cannot be taken from the bytes as it is, or is more than one step. */
  boolean isIntricate(int part) {
    return (marks[part] & (JsonText.NAME_ESCAPED | JsonText.NAME_DOTTED)) != 0;
  }

  /** The name that is meant. */
  byte[] name(int part) {
    return (marks[part] & JsonText.NAME_ESCAPED) == 0
        ? Arrays.copyOfRange(bytes, nameStart[part], nameEnd[part])
        : JsonText.decodedName(bytes, nameStart[part], nameEnd[part]);
  }

  boolean sameName(int one, int other) {
    return nameHash[one] == nameHash[other] && Arrays.equals(name(one), name(other));
  }

  /** A part begins that is no member. */
  void noName() {
    nameStart[size] = NAMELESS;
    marks[size] = 0;
  }

  /** A member begins. */
  void name(int from, int to, int hash, byte nameMarks) {
    nameStart[size] = from;
    nameEnd[size] = to;
    nameHash[size] = hash;
    marks[size] = nameMarks;
  }

  /** The part that has begun is of that kind. */
  int add(JsonPart part, int from) {
    int index = size++;
    kind[index] = part;
    start[index] = from;
    if (size == kind.length) {
      grow();
    }
    return index;
  }

  /** The part ends, with all that is in it. */
  void close(int part, int to, byte valueMarks) {
    end[part] = to;
    next[part] = size;
    marks[part] |= valueMarks;
  }

  private void grow() {
    int larger = 2 * size;
    kind = Arrays.copyOf(kind, larger);
    start = Arrays.copyOf(start, larger);
    end = Arrays.copyOf(end, larger);
    next = Arrays.copyOf(next, larger);
    nameStart = Arrays.copyOf(nameStart, larger);
    nameEnd = Arrays.copyOf(nameEnd, larger);
    nameHash = Arrays.copyOf(nameHash, larger);
    marks = Arrays.copyOf(marks, larger);
  }
}

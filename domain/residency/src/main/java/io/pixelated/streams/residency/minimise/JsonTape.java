package io.pixelated.streams.residency.minimise;

import java.util.Arrays;

/**
 * A JSON object as a flat table of its parts, in the order of the bytes, of which it has a copy:
 * what was read cannot change any more.
 *
 * <p>The parts of a part follow it; {@link #next} leads past them. A tape is used for one record
 * after the other and holds nothing of the one before. Not safe for use by several threads.
 */
public final class JsonTape implements JsonFields {
  private static final int FIRST_PARTS = 256;
  private static final int FIRST_BYTES = 4096;

  /** The name of an element of an array. */
  private static final int NAMELESS = -1;

  // The cells of a part.
  private static final int KIND = 0;
  private static final int MARKS = 1;
  private static final int START = 2;
  private static final int END = 3;
  private static final int NEXT = 4;
  private static final int NAME_START = 5;
  private static final int NAME_END = 6;
  private static final int NAME_HASH = 7;

  /** A part has as many cells as this has bits. */
  private static final int CELLS = 3;

  private final JsonScan scan = new JsonScan(this);
  private byte[] bytes = new byte[FIRST_BYTES];
  private int length;
  private int size;

  /** In one array, so that a part is in one place. */
  private int[] cells = new int[FIRST_PARTS << CELLS];

  /**
   * Reads a record.
   *
   * @return false if it is not exactly one JSON object in UTF-8 with distinct names, nested no
   *     deeper than is read
   */
  public boolean read(byte[] json) {
    length = json.length;
    size = 0;
    if (bytes.length < length + JsonTokens.MARGIN) {
      bytes = new byte[length + length / 2 + JsonTokens.MARGIN];
    }
    System.arraycopy(json, 0, bytes, 0, length);
    Arrays.fill(bytes, length, length + JsonTokens.MARGIN, (byte) 0);
    return scan.object(bytes, length);
  }

  /** The record that was read, byte for byte. */
  public byte[] record() {
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public int find(int from, JsonPath path) {
    return find(from, path, null);
  }

  /**
   * Finds as if what is not kept were not there.
   *
   * @param kept per part whether it is; null: all are
   */
  int find(int from, JsonPath path, boolean[] kept) {
    int part = from;
    for (int step = 0; step < path.size() && part != NONE; step++) {
      part = child(part, path, step, kept);
    }
    return part;
  }

  @Override
  public String text(int part) {
    if (part == NONE) {
      return "";
    }
    return switch (kind(part)) {
      case STRING -> JsonText.decode(bytes, start(part), end(part), marks(part));
      case NUMBER -> JsonText.decode(bytes, start(part), end(part), JsonText.PLAIN);
      default -> "";
    };
  }

  @Override
  public long number(int part) {
    if (part == NONE || kind(part) != JsonPart.NUMBER) {
      return 0;
    }
    return JsonText.isShortInteger(bytes, start(part), end(part))
        ? JsonText.integer(bytes, start(part), end(part))
        : (long) Double.parseDouble(text(part));
  }

  private int child(int part, JsonPath path, int step, boolean[] kept) {
    return switch (kind(part)) {
      case OBJECT -> member(part, path.name(step), path.hash(step), kept);
      case ARRAY -> element(part, path.index(step), kept);
      default -> NONE;
    };
  }

  private int member(int object, byte[] name, int hash, boolean[] kept) {
    int behind = next(object);
    for (int at = object + 1; at < behind; at = next(at)) {
      if (nameHash(at) == hash && (kept == null || kept[at]) && isNamed(at, name)) {
        return at;
      }
    }
    return NONE;
  }

  private int element(int array, int index, boolean[] kept) {
    int behind = next(array);
    int before = 0;
    for (int at = array + 1; at < behind; at = next(at)) {
      if ((kept == null || kept[at]) && before++ == index) {
        return at;
      }
    }
    return NONE;
  }

  private boolean isNamed(int part, byte[] name) {
    return (marks(part) & JsonText.NAME_ESCAPED) == 0
        ? Arrays.equals(bytes, nameStart(part), nameEnd(part), name, 0, name.length)
        : Arrays.equals(name(part), name);
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  JsonPart kind(int part) {
    return JsonPart.of(cells[(part << CELLS) + KIND]);
  }

  /** Where a value begins; of a text, behind its quote. */
  int start(int part) {
    return cells[(part << CELLS) + START];
  }

  /** Where a value ends; of a text, before its quote. */
  int end(int part) {
    return cells[(part << CELLS) + END];
  }

  /** The part that follows this and all that is in it. */
  int next(int part) {
    return cells[(part << CELLS) + NEXT];
  }

  boolean isMember(int part) {
    return nameStart(part) != NAMELESS;
  }

  int nameStart(int part) {
    return cells[(part << CELLS) + NAME_START];
  }

  int nameEnd(int part) {
    return cells[(part << CELLS) + NAME_END];
  }

  /** As {@link NameHash} has it, of the name that is meant. */
  int nameHash(int part) {
    return cells[(part << CELLS) + NAME_HASH];
  }

  /** What is to be known of the bytes of a text and its name: {@link JsonText}. */
  int marks(int part) {
    return cells[(part << CELLS) + MARKS];
  }

  /** Whether a name cannot be taken from the bytes as it is, or is more than one step. */
  boolean isIntricate(int part) {
    return (marks(part) & (JsonText.NAME_ESCAPED | JsonText.NAME_DOTTED)) != 0;
  }

  /** The name that is meant. */
  byte[] name(int part) {
    return (marks(part) & JsonText.NAME_ESCAPED) == 0
        ? Arrays.copyOfRange(bytes, nameStart(part), nameEnd(part))
        : JsonText.decodedName(bytes, nameStart(part), nameEnd(part));
  }

  boolean sameName(int one, int other) {
    return nameHash(one) == nameHash(other) && Arrays.equals(name(one), name(other));
  }

  /** The part that comes next is no member. */
  void noName() {
    int part = size << CELLS;
    cells[part + MARKS] = JsonText.PLAIN;
    cells[part + NAME_START] = NAMELESS;
  }

  /** The part that comes next is a member; which part it will be. */
  int name(int from, int to, int hash, int marks) {
    int part = size << CELLS;
    cells[part + MARKS] = marks;
    cells[part + NAME_START] = from;
    cells[part + NAME_END] = to;
    cells[part + NAME_HASH] = hash;
    return size;
  }

  /** A part with none in it. */
  void add(JsonPart kind, int from, int to, int marks) {
    int part = size << CELLS;
    cells[part + KIND] = kind.code();
    cells[part + MARKS] |= marks;
    cells[part + START] = from;
    cells[part + END] = to;
    size++;
    cells[part + NEXT] = size;
    room();
  }

  /** A part begins in which there are others; which part it is. */
  int open(JsonPart kind, int from) {
    int part = size << CELLS;
    cells[part + KIND] = kind.code();
    cells[part + START] = from;
    room();
    return size++;
  }

  /** It ends, with all that is in it. */
  void close(int part, int to) {
    cells[(part << CELLS) + END] = to;
    cells[(part << CELLS) + NEXT] = size;
  }

  /** There is always room for one part more. */
  private void room() {
    if ((size + 2) << CELLS > cells.length) {
      cells = Arrays.copyOf(cells, 2 * cells.length);
    }
  }
}

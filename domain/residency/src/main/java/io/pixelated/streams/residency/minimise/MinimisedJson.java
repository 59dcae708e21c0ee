package io.pixelated.streams.residency.minimise;

import java.util.Arrays;

/** Writes what is kept of a record. Used for one record after the other. */
final class MinimisedJson {
  private final Fates fates;
  private JsonTape tape;
  private byte[] out = new byte[1024];
  private int length;

  MinimisedJson(Fates fates) {
    this.fates = fates;
  }

  /** The bytes of the record as it may leave: at least an empty object. */
  byte[] write(JsonTape record) {
    tape = record;
    length = 0;
    part(0);
    return Arrays.copyOf(out, length);
  }

  private void part(int part) {
    String instead = fates.instead(part);
    switch (tape.kind(part)) {
      case OBJECT -> all(part, '{', '}');
      case ARRAY -> all(part, '[', ']');
      case STRING -> {
        if (instead == null) {
          // With its quotes.
          copy(tape.start(part) - 1, tape.end(part) + 1);
        } else {
          quoted(instead);
        }
      }
      default -> {
        if (instead == null) {
          copy(tape.start(part), tape.end(part));
        } else if (fates.action(part).keepsNumbers()) {
          put(JsonText.encode(instead));
        } else {
          quoted(instead);
        }
      }
    }
  }

  private void all(int container, char begin, char end) {
    put(begin);
    boolean first = true;
    int behind = tape.next(container);
    for (int part = container + 1; part < behind; part = tape.next(part)) {
      if (fates.isKept(part)) {
        if (!first) {
          put(',');
        }
        first = false;
        if (tape.isMember(part)) {
          copy(tape.nameStart(part) - 1, tape.nameEnd(part) + 1);
          put(':');
        }
        part(part);
      }
    }
    put(end);
  }

  private void quoted(String text) {
    put('"');
    put(JsonText.encode(text));
    put('"');
  }

  private void put(char c) {
    room(1);
    out[length++] = (byte) c;
  }

  private void put(byte[] some) {
    room(some.length);
    System.arraycopy(some, 0, out, length, some.length);
    length += some.length;
  }

  private void copy(int start, int end) {
    room(end - start);
    System.arraycopy(tape.bytes(), start, out, length, end - start);
    length += end - start;
  }

  private void room(int more) {
    if (length + more > out.length) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, length + more));
    }
  }
}

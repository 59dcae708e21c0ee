package io.pixelated.streams.residency.minimise;

import java.nio.charset.StandardCharsets;

/** Looks for personal values in all that is kept, and replaces them where that is allowed. */
final class Remains {
  /** Shorter numbers are as likely counters as somebody's. */
  private static final int SHORTEST_NUMBER = 6;

  private final JsonTape tape;
  private final Fates fates;
  private final PersonalValues personal;

  Remains(JsonTape tape, Fates fates, PersonalValues personal) {
    this.tape = tape;
    this.fates = fates;
    this.personal = personal;
  }

  /** Whether a personal value would remain. */
  boolean any() {
    int size = tape.size();
    int part = 0;
    while (part < size) {
      if (!fates.isKept(part)) {
        part = tape.next(part);
        continue;
      }
      if (fates.isStrange(part) && tape.isMember(part) && personal.remainIn(name(part))) {
        return true;
      }
      if (!tape.kind(part).isContainer() && in(part)) {
        return true;
      }
      part++;
    }
    return false;
  }

  private boolean in(int part) {
    return switch (fates.action(part)) {
      case KEEP ->
          switch (tape.kind(part)) {
            case STRING -> isPlain(part) ? inBytes(part) : personal.remainIn(tape.text(part));
            case NUMBER -> tape.end(part) - tape.start(part) >= SHORTEST_NUMBER && inNumber(part);
            default -> false;
          };
      case AREA, DAY, HOUR -> personal.remainIn(fates.instead(part));
      case REDACT -> {
        redact(part);
        yield false;
      }
      default -> false;
    };
  }

  private boolean inNumber(int part) {
    boolean simple = JsonText.isShortInteger(tape.bytes(), tape.start(part), tape.end(part));
    return inBytes(part) || (!simple && personal.remainIn(JsonText.plainNumber(tape.text(part))));
  }

  private boolean inBytes(int part) {
    return personal.remainIn(tape.bytes(), tape.start(part), tape.end(part));
  }

  private boolean isPlain(int part) {
    return (tape.marks(part) & (JsonText.ESCAPED | JsonText.WIDE)) == 0;
  }

  private void redact(int part) {
    if (isPlain(part) && !inBytes(part)) {
      return;
    }
    String text = tape.text(part);
    String redacted = personal.redact(text);
    if (redacted == null) {
      fates.instead(part, "");
    } else if (!redacted.equals(text)) {
      fates.instead(part, redacted);
    }
  }

  private String name(int part) {
    return new String(tape.name(part), StandardCharsets.UTF_8);
  }
}

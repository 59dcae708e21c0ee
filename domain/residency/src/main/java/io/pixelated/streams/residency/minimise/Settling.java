package io.pixelated.streams.residency.minimise;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what becomes of each part of a record, and which values are personal. */
final class Settling {
  private static final Pattern COORDINATE = Pattern.compile("(-?\\d{1,3})(?:\\.\\d+)?");
  private static final Pattern SUBDIVISION = Pattern.compile("([A-Z]{2})-[A-Z0-9]{1,3}");

  private final JsonTape tape;
  private final Fates fates;
  private final PersonalValues personal;
  private final Substitutes substitutes;

  Settling(JsonTape tape, Fates fates, PersonalValues personal, Substitutes substitutes) {
    this.tape = tape;
    this.fates = fates;
    this.personal = personal;
    this.substitutes = substitutes;
  }

  /** Settles a container and all in it; whether anything of it is kept. */
  boolean settle(int container, FieldState state) {
    boolean array = tape.kind(container) == JsonPart.ARRAY;
    int behind = tape.next(container);
    boolean any = false;
    int index = 0;
    for (int part = container + 1; part < behind; part = tape.next(part)) {
      FieldState below = array ? element(state, part, index++) : member(state, part);
      boolean keeps;
      if (below.isDead()) {
        keeps = false;
      } else if (tape.kind(part).isContainer()) {
        keeps = settle(part, below);
      } else {
        keeps = value(part, below.action());
      }
      any |= fates.keep(part, keeps);
    }
    fates.action(container, FieldAction.KEEP);
    return fates.keep(container, any);
  }

  private FieldState element(FieldState state, int part, int index) {
    fates.strange(part, false);
    return state.element(index);
  }

  private FieldState member(FieldState state, int part) {
    if (tape.isIntricate(part)) {
      return steps(state, part);
    }
    FieldState listed =
        state.listed(tape.bytes(), tape.nameStart(part), tape.nameEnd(part), tape.nameHash(part));
    fates.strange(part, listed == null);
    return listed == null ? state.other() : listed;
  }

  /** A name with dots in it is as many steps. */
  private FieldState steps(FieldState state, int part) {
    byte[] name = tape.name(part);
    FieldState at = state;
    boolean strange = false;
    int start = 0;
    for (int i = 0; i <= name.length; i++) {
      if (i == name.length || name[i] == '.') {
        FieldState listed = at.listed(name, start, i, NameHash.of(name, start, i));
        strange |= listed == null;
        at = listed == null ? at.other() : listed;
        start = i + 1;
      }
    }
    fates.strange(part, strange);
    return at;
  }

  /** Whether anything of a value is kept. */
  private boolean value(int part, FieldAction action) {
    fates.action(part, action);
    JsonPart kind = tape.kind(part);
    boolean said = kind == JsonPart.STRING || kind == JsonPart.NUMBER;
    return switch (action) {
      case KEEP -> true;
      case DROP -> false;
      case ERASE -> {
        if (said) {
          String value = tape.text(part);
          addPersonal(part, value, substitutes.pseudonym(value));
        }
        yield false;
      }
      case HASH, TOKEN, TRUNCATE -> kind != JsonPart.NULL && replaced(part, action, said);
      case AREA -> said && stands(part, area(tape.text(part)));
      case DAY, HOUR -> stands(part, time(part, action));
      case REDACT -> kind == JsonPart.STRING;
    };
  }

  private boolean stands(int part, String instead) {
    fates.instead(part, instead);
    return instead != null;
  }

  private boolean replaced(int part, FieldAction action, boolean said) {
    if (!said) {
      return stands(
          part, substitutes.of(tape.kind(part) == JsonPart.TRUE ? "true" : "false", action));
    }
    String value = tape.text(part);
    String substitute = substitutes.of(value, action);
    addPersonal(part, value, substitute);
    return stands(part, substitute);
  }

  private void addPersonal(int part, String value, String substitute) {
    personal.add(value, substitute);
    if (tape.kind(part) == JsonPart.NUMBER) {
      personal.add(JsonText.plainNumber(value), substitute);
    }
  }

  private String time(int part, FieldAction action) {
    if (tape.kind(part) == JsonPart.STRING) {
      return CoarseTime.cut(tape.text(part), action);
    }
    boolean integer =
        tape.kind(part) == JsonPart.NUMBER
            && JsonText.isShortInteger(tape.bytes(), tape.start(part), tape.end(part));
    return integer ? CoarseTime.cut(tape.number(part), action) : null;
  }

  private static String area(String text) {
    Matcher coordinate = COORDINATE.matcher(text);
    if (coordinate.matches()) {
      return coordinate.group(1);
    }
    Matcher subdivision = SUBDIVISION.matcher(text);
    return subdivision.matches() ? subdivision.group(1) : null;
  }
}

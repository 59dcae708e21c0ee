package io.pixelated.streams.residency.minimise;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes out of a record what its profiles do not let through.
 *
 * <p>Three passes over the record's parts: what becomes of each and which values are personal; what
 * the kept texts say of those; the bytes. It is used for one record after the other; what is asked
 * about the last one holds until the next. Not safe for use by several threads.
 */
public final class Minimiser implements JsonFields {
  /** Shorter numbers are as likely counters as somebody's. */
  private static final int SHORTEST_NUMBER = 6;

  /** Digits of a number that is written out; who writes more hides nothing in it. */
  private static final int LONGEST_PLAIN = 1_000;

  private static final Pattern COORDINATE = Pattern.compile("-?\\d{1,3}(?:\\.\\d+)?");
  private static final Pattern SUBDIVISION = Pattern.compile("([A-Z]{2})-[A-Z0-9]{1,3}");

  private final PersonalValues personal = new PersonalValues();
  private JsonTape tape = new JsonTape();
  private Substitutes substitutes;
  private FieldAction[] actions = {};
  private boolean[] kept = {};

  /** Whether the name of a member is one that no profile lists. */
  private boolean[] strange = {};

  /** What stands for a value that is not copied. */
  private String[] instead = {};

  private byte[] out = new byte[1024];
  private int length;

  /**
   * The record with less in it, as JSON; empty if a personal value would remain, whatever field it
   * is in.
   *
   * @param record the record, read
   * @param machine the profiles
   * @param region what stands for personal values
   */
  public Optional<byte[]> minimise(JsonTape record, FieldMachine machine, Substitutes region) {
    tape = Objects.requireNonNull(record, "record");
    substitutes = Objects.requireNonNull(region, "region");
    substitutes.renew();
    prepare();
    settle(0, machine.start());
    if (anythingRemains()) {
      return Optional.empty();
    }
    length = 0;
    if (kept[0]) {
      write(0);
    } else {
      put('{');
      put('}');
    }
    return Optional.of(Arrays.copyOf(out, length));
  }

  @Override
  public int find(int from, JsonPath path) {
    return tape.find(from, path, kept);
  }

  @Override
  public String text(int part) {
    return part == NONE || instead[part] == null ? tape.text(part) : instead[part];
  }

  @Override
  public long number(int part) {
    if (part == NONE || tape.kind(part) != JsonPart.NUMBER) {
      return 0;
    }
    if (instead[part] == null) {
      return tape.number(part);
    }
    return isNumber(part) ? Long.parseLong(instead[part]) : 0;
  }

  private void prepare() {
    personal.clear();
    if (actions.length < tape.size()) {
      int larger = 2 * tape.size();
      actions = new FieldAction[larger];
      kept = new boolean[larger];
      strange = new boolean[larger];
      instead = new String[larger];
    }
  }

  /** Says what becomes of a container and all in it; whether anything of it is kept. */
  private boolean settle(int container, FieldState state) {
    boolean array = tape.kind(container) == JsonPart.ARRAY;
    boolean any = false;
    int index = 0;
    for (int part = container + 1; part < tape.next(container); part = tape.next(part)) {
      FieldState below = array ? state.element(index++) : member(state, part);
      boolean keeps;
      if (below.isDead()) {
        keeps = false;
      } else if (tape.kind(part).isContainer()) {
        keeps = settle(part, below);
      } else {
        keeps = settleValue(part, below.action());
      }
      kept[part] = keeps;
      strange[part] = array ? false : strange[part];
      any |= keeps;
    }
    kept[container] = any;
    actions[container] = FieldAction.KEEP;
    instead[container] = null;
    return any;
  }

  private FieldState member(FieldState state, int part) {
    if (tape.isIntricate(part)) {
      return steps(state, part);
    }
    FieldState listed =
        state.listed(tape.bytes(), tape.nameStart(part), tape.nameEnd(part), tape.nameHash(part));
    strange[part] = listed == null;
    return listed == null ? state.other() : listed;
  }

  /** A name with dots in it is as many steps. */
  private FieldState steps(FieldState state, int part) {
    byte[] name = tape.name(part);
    FieldState at = state;
    strange[part] = false;
    int start = 0;
    for (int i = 0; i <= name.length; i++) {
      if (i == name.length || name[i] == '.') {
        FieldState listed = at.listed(name, start, i, NameHash.of(name, start, i));
        strange[part] |= listed == null;
        at = listed == null ? at.other() : listed;
        start = i + 1;
      }
    }
    return at;
  }

  /** Whether anything of a value is kept. */
  private boolean settleValue(int part, FieldAction action) {
    JsonPart kind = tape.kind(part);
    actions[part] = action;
    instead[part] = null;
    boolean said = kind == JsonPart.STRING || kind == JsonPart.NUMBER;
    return switch (action) {
      case KEEP -> true;
      case DROP -> false;
      case ERASE -> {
        if (said) {
          addPersonal(part, "");
        }
        yield false;
      }
      case HASH, TOKEN, TRUNCATE -> {
        if (kind == JsonPart.NULL) {
          yield false;
        }
        if (said) {
          instead[part] = addPersonal(part, null);
        } else {
          instead[part] = substitutes.of(kind == JsonPart.TRUE ? "true" : "false", action);
        }
        yield true;
      }
      case AREA -> {
        instead[part] = said ? area(tape.text(part)) : null;
        yield instead[part] != null;
      }
      case DAY, HOUR -> {
        instead[part] = time(part, action);
        yield instead[part] != null;
      }
      case REDACT -> kind == JsonPart.STRING;
    };
  }

  /** Notes a personal value; gives what stands for it. */
  private String addPersonal(int part, String erased) {
    String value = tape.text(part);
    String substitute =
        erased == null ? substitutes.of(value, actions[part]) : substitutes.pseudonym(value);
    personal.add(value, substitute);
    if (tape.kind(part) == JsonPart.NUMBER) {
      personal.add(plain(value), substitute);
    }
    return erased == null ? substitute : erased;
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
    if (COORDINATE.matcher(text).matches()) {
      return text.replaceFirst("\\..*", "");
    }
    var subdivision = SUBDIVISION.matcher(text);
    return subdivision.matches() ? subdivision.group(1) : null;
  }

  /** Looks for personal values in all that is kept, and replaces them where that is allowed. */
  private boolean anythingRemains() {
    int part = 0;
    while (part < tape.size()) {
      if (!kept[part]) {
        part = tape.next(part);
        continue;
      }
      if (strange[part] && tape.isMember(part) && personal.remainIn(name(part))) {
        return true;
      }
      if (!tape.kind(part).isContainer() && remainsIn(part)) {
        return true;
      }
      part++;
    }
    return false;
  }

  private boolean remainsIn(int part) {
    return switch (actions[part]) {
      case KEEP ->
          switch (tape.kind(part)) {
            case STRING ->
                isPlain(tape.marks(part))
                    ? personal.remainIn(tape.bytes(), tape.start(part), tape.end(part))
                    : personal.remainIn(tape.text(part));
            case NUMBER ->
                tape.end(part) - tape.start(part) >= SHORTEST_NUMBER
                    && (personal.remainIn(tape.bytes(), tape.start(part), tape.end(part))
                        || (isIntricateNumber(part) && personal.remainIn(plain(tape.text(part)))));
            default -> false;
          };
      case AREA, DAY, HOUR -> personal.remainIn(instead[part]);
      case REDACT -> {
        redact(part);
        yield false;
      }
      default -> false;
    };
  }

  private boolean isIntricateNumber(int part) {
    return !JsonText.isShortInteger(tape.bytes(), tape.start(part), tape.end(part));
  }

  private static boolean isPlain(int marks) {
    return (marks & (JsonText.ESCAPED | JsonText.WIDE)) == 0;
  }

  private void redact(int part) {
    if (isPlain(tape.marks(part))
        && !personal.remainIn(tape.bytes(), tape.start(part), tape.end(part))) {
      return;
    }
    String text = tape.text(part);
    String redacted = personal.redact(text);
    if (redacted == null) {
      instead[part] = "";
    } else if (!redacted.equals(text)) {
      instead[part] = redacted;
    }
  }

  private String name(int part) {
    return new String(tape.name(part), StandardCharsets.UTF_8);
  }

  /** A number without exponent, as somebody would write it. */
  private static String plain(String number) {
    if (number.indexOf('.') < 0 && number.indexOf('e') < 0 && number.indexOf('E') < 0) {
      return number;
    }
    try {
      BigDecimal value = new BigDecimal(number);
      return Math.abs((long) value.scale()) < LONGEST_PLAIN
          ? value.stripTrailingZeros().toPlainString()
          : number;
    } catch (NumberFormatException e) {
      return number;
    }
  }

  private void write(int part) {
    switch (tape.kind(part)) {
      case OBJECT -> writeAll(part, '{', '}');
      case ARRAY -> writeAll(part, '[', ']');
      case STRING -> {
        put('"');
        if (instead[part] == null) {
          copy(tape.start(part), tape.end(part));
        } else {
          put(JsonText.encode(instead[part]));
        }
        put('"');
      }
      default -> {
        if (instead[part] == null) {
          copy(tape.start(part), tape.end(part));
        } else if (isNumber(part)) {
          put(JsonText.encode(instead[part]));
        } else {
          put('"');
          put(JsonText.encode(instead[part]));
          put('"');
        }
      }
    }
  }

  /** Whether what stands for a value is a number, too. */
  private boolean isNumber(int part) {
    FieldAction action = actions[part];
    return action == FieldAction.AREA || action == FieldAction.DAY || action == FieldAction.HOUR;
  }

  private void writeAll(int container, char begin, char end) {
    put(begin);
    boolean first = true;
    for (int part = container + 1; part < tape.next(container); part = tape.next(part)) {
      if (kept[part]) {
        if (!first) {
          put(',');
        }
        first = false;
        if (tape.isMember(part)) {
          copy(tape.nameStart(part) - 1, tape.nameEnd(part) + 1);
          put(':');
        }
        write(part);
      }
    }
    put(end);
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

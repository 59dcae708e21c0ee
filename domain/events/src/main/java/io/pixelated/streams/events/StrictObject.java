package io.pixelated.streams.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ValueRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A JSON object that somebody wrote, read member by member.
 *
 * <p>All that is wrong with it is told at once by {@link #finish}: by the names that it should
 * have, with the remedy, never in its own words. Until then what is missing or wrong reads as said
 * at each method.
 */
public final class StrictObject {
  private static final int LARGEST = 64 << 10;
  private static final int DEEPEST = 8;
  private static final int LONGEST = 2_000;
  private static final int MOST_TOLD = 20;
  private static final ValueRange YEARS = ValueRange.of(0, 9_999);

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String path;
  private final JsonNode node;
  private final List<String> problems;
  private final Set<String> known = new TreeSet<>();

  private StrictObject(String path, JsonNode node, List<String> problems) {
    this.path = path;
    this.node = node;
    this.problems = problems;
  }

  /**
   * The object in some bytes.
   *
   * @param json at most 64 KiB, nested no deeper than 8, no member twice
   * @throws InvalidRecordException if they hold no such object
   */
  public static StrictObject read(byte[] json) {
    if (json.length > LARGEST) {
      throw new InvalidRecordException(
          "the record has " + json.length + " bytes: give " + LARGEST + " at most");
    }
    JsonNode node = tree(json);
    if (!node.isObject()) {
      throw new InvalidRecordException("the record is no JSON object");
    }
    return new StrictObject("", node, new ArrayList<>());
  }

  private static JsonNode tree(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      // The parser's message quotes what it read: its line alone is told.
      String at =
          e instanceof JsonProcessingException read && read.getLocation() != null
              ? ", line " + read.getLocation().getLineNr()
              : "";
      throw new InvalidRecordException(
          "the record is not JSON, is nested too deep, or names a member twice" + at);
    }
  }

  /** Whether there is such a member, and it is not null. */
  public boolean has(String member) {
    return node.hasNonNull(member);
  }

  /** A text that must be there and not blank; empty if it is not. */
  public String text(String member) {
    JsonNode value = value(member);
    if (!has(member) || (value.isTextual() && value.textValue().isBlank())) {
      problem(member, "is missing or blank: give a text");
      return "";
    }
    return text(member, "");
  }

  /** A text that may be left out. */
  public String text(String member, String otherwise) {
    JsonNode value = value(member);
    if (!has(member)) {
      return otherwise;
    }
    if (!isText(value)) {
      problem(member, "is no text of at most " + LONGEST + " characters");
      return otherwise;
    }
    return value.textValue();
  }

  /** The member of a closed set that a text names; null if it names none. */
  public <E extends Enum<E>> E word(String member, E[] values, Function<E, String> word) {
    String text = text(member);
    List<String> words = new ArrayList<>();
    for (E each : values) {
      if (word.apply(each).equals(text)) {
        return each;
      }
      words.add(word.apply(each));
    }
    if (!text.isEmpty()) {
      problem(member, "is none that is known: use one of " + words);
    }
    return null;
  }

  /** A truth value that may be left out. */
  public boolean flag(String member, boolean otherwise) {
    JsonNode value = value(member);
    if (has(member) && !value.isBoolean()) {
      problem(member, "is neither true nor false");
    }
    return value.asBoolean(otherwise);
  }

  /**
   * A time with its offset that must be there, of a year of four digits as in RFC 3339, so that
   * periods can be added to it; the epoch if it is not.
   */
  public Instant time(String member) {
    String text = text(member);
    if (text.isEmpty()) {
      return Instant.EPOCH;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
      if (YEARS.isValidIntValue(time.getYear())) {
        return time.toInstant();
      }
    } catch (DateTimeException e) {
      // Told below, like one of another year.
    }
    problem(member, "is no time: give one such as 2026-11-22T10:00:00Z");
    return Instant.EPOCH;
  }

  /** A duration in milliseconds, more than zero, that may be left out. */
  public long millis(String member, long otherwise) {
    if (!has(member)) {
      known.add(member);
      return otherwise;
    }
    try {
      long millis = Duration.parse(text(member)).toMillis();
      if (millis > 0) {
        return millis;
      }
    } catch (DateTimeException | ArithmeticException e) {
      // Told below, like one that is not positive.
    }
    problem(member, "is no positive duration: give one such as PT1H");
    return otherwise;
  }

  /** The object that must be there; null if it is not. */
  public StrictObject object(String member) {
    JsonNode value = value(member);
    if (!value.isObject()) {
      problem(member, "is missing or no object: give one");
      return null;
    }
    return new StrictObject(path + member + '.', value, problems);
  }

  /** Objects, none if there is no such member. */
  public List<StrictObject> objects(String member, int most) {
    List<StrictObject> objects = new ArrayList<>();
    for (JsonNode element : elements(member, most)) {
      if (element.isObject()) {
        String at = path + member + '[' + objects.size() + "].";
        objects.add(new StrictObject(at, element, problems));
      } else {
        problem(member, "holds something other than objects");
      }
    }
    return objects;
  }

  /** Texts, none if there is no such member. */
  public List<String> texts(String member, int most) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : elements(member, most)) {
      if (isText(element)) {
        texts.add(element.textValue());
      } else {
        problem(member, "holds something other than texts of at most " + LONGEST + " characters");
      }
    }
    return texts;
  }

  private Iterable<JsonNode> elements(String member, int most) {
    JsonNode value = value(member);
    if (has(member) && !value.isArray()) {
      problem(member, "is no list");
      return List.of();
    }
    if (value.size() > most) {
      problem(member, "has " + value.size() + " elements: give " + most + " at most");
      return List.of();
    }
    return value;
  }

  private static boolean isText(JsonNode value) {
    return value.isTextual() && value.textValue().length() <= LONGEST;
  }

  private JsonNode value(String member) {
    known.add(member);
    JsonNode value = node.get(member);
    return value == null ? MissingNode.getInstance() : value;
  }

  /** Notes what is wrong with a member; the words must not quote it. */
  public void problem(String member, String what) {
    problems.add(path + member + ' ' + what);
  }

  /** Notes that there are members that nobody asked for. */
  public void refuseOthers() {
    Set<String> others = new TreeSet<>();
    node.fieldNames().forEachRemaining(others::add);
    if (!known.containsAll(others)) {
      String here = path.isEmpty() ? "the record" : path.substring(0, path.length() - 1);
      problems.add(here + " has a member that is not known: use " + known);
    }
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidRecordException with all that is wrong, if anything is
   */
  public void finish() {
    if (!problems.isEmpty()) {
      throw new InvalidRecordException(
          String.join("; ", problems.stream().distinct().limit(MOST_TOLD).toList()));
    }
  }
}

package io.pixelated.streams.incidents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A JSON object that a person wrote, read member by member; all that is wrong with it is told at
 * once, by name and remedy and without its content.
 */
public final class JsonRecord {
  private static final int LARGEST = 64 << 10;
  private static final int LONGEST = 2_000;
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final String path;
  private final JsonNode node;
  private final List<String> problems;
  private final Set<String> known = new TreeSet<>();

  private JsonRecord(String path, JsonNode node, List<String> problems) {
    this.path = path;
    this.node = node;
    this.problems = problems;
  }

  /**
   * The object in some bytes.
   *
   * @throws IllegalArgumentException if they hold no JSON object
   */
  public static JsonRecord of(byte[] bytes) {
    if (bytes.length > LARGEST) {
      throw new IllegalArgumentException(
          "the record has " + bytes.length + " bytes: give " + LARGEST + " at most");
    }
    try {
      JsonNode node = MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8));
      if (!node.isObject()) {
        throw new IllegalArgumentException("the record is no JSON object");
      }
      return new JsonRecord("", node, new ArrayList<>());
    } catch (JsonProcessingException e) {
      String at = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
      throw new IllegalArgumentException("the record is not JSON" + at, e);
    }
  }

  public boolean has(String member) {
    return node.hasNonNull(member);
  }

  /** A text that must be there and not blank. */
  public String text(String member) {
    String text = text(member, "");
    if (text.isBlank()) {
      problem(member, "is missing or blank: give a text");
    }
    return text;
  }

  public String text(String member, String otherwise) {
    JsonNode value = value(member);
    if (!has(member)) {
      return otherwise;
    }
    if (!value.isTextual() || value.textValue().length() > LONGEST) {
      problem(member, "is no text of at most " + LONGEST + " characters");
      return otherwise;
    }
    return value.textValue();
  }

  public boolean flag(String member, boolean otherwise) {
    JsonNode value = value(member);
    if (has(member) && !value.isBoolean()) {
      problem(member, "is neither true nor false");
    }
    return has(member) ? value.asBoolean() : otherwise;
  }

  /** A time that must be there, in epoch milliseconds. */
  public long time(String member) {
    String text = text(member);
    try {
      return text.isBlank() ? 0 : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      problem(member, "is no time: give one such as 2026-11-22T10:00:00Z");
      return 0;
    }
  }

  /** A duration in milliseconds, more than zero. */
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

  /** Texts, none if there is no such member. */
  public List<String> texts(String member, int most) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : elements(member, most)) {
      if (element.isTextual() && element.textValue().length() <= LONGEST) {
        texts.add(element.textValue());
      } else {
        problem(member, "holds something other than texts of at most " + LONGEST + " characters");
      }
    }
    return texts;
  }

  /** Objects, none if there is no such member. */
  public List<JsonRecord> records(String member, int most) {
    List<JsonRecord> records = new ArrayList<>();
    for (JsonNode element : elements(member, most)) {
      if (element.isObject()) {
        String at = path + member + '[' + records.size() + "].";
        records.add(new JsonRecord(at, element, problems));
      } else {
        problem(member, "holds something other than objects");
      }
    }
    return records;
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

  private JsonNode value(String member) {
    known.add(member);
    JsonNode value = node.get(member);
    return value == null ? MissingNode.getInstance() : value;
  }

  public void problem(String member, String what) {
    problems.add(path + member + ' ' + what);
  }

  /** Notes every member that nobody asked for. */
  public void refuseOthers() {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                problems.add(path + "has a member that is not known: use " + known);
              }
            });
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalArgumentException with all that is wrong, if anything is
   */
  public void finish() {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          String.join("; ", problems.stream().distinct().limit(20).toList()));
    }
  }
}

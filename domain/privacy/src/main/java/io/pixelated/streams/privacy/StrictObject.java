package io.pixelated.streams.privacy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A JSON object that is read member by member; all that is wrong with it is told at once, by the
 * names that it should have, never in its own words.
 */
final class StrictObject {
  private static final int LARGEST = 64 << 10;
  private static final int DEEPEST = 8;
  private static final int LONGEST = 1_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
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
   * @throws InvalidRequestException if they hold no JSON object
   */
  static StrictObject read(byte[] json) {
    if (json.length > LARGEST) {
      throw new InvalidRequestException(
          "the request has " + json.length + " bytes: give " + LARGEST + " at most");
    }
    JsonNode node;
    try {
      node = MAPPER.readTree(json);
    } catch (IOException e) {
      // The parser's message quotes what it read.
      throw new InvalidRequestException("the request is not JSON, or names a member twice");
    }
    if (!node.isObject()) {
      throw new InvalidRequestException("the request is no JSON object");
    }
    return new StrictObject("", node, new ArrayList<>());
  }

  boolean has(String member) {
    return node.hasNonNull(member);
  }

  /** A text that must be there and not blank. */
  String text(String member) {
    JsonNode value = value(member);
    if (!value.isTextual() || value.textValue().isBlank()) {
      problem(member, "is missing or no text: give one");
      return "";
    }
    if (value.textValue().length() > LONGEST) {
      problem(member, "is longer than " + LONGEST + " characters");
      return "";
    }
    return value.textValue();
  }

  /** The member of a closed set that a text names; null if it names none. */
  <E extends Enum<E>> E word(
      String member, E[] values, java.util.function.Function<E, String> word) {
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

  /** A time that must be there; null if it is not. */
  Instant time(String member) {
    String text = text(member);
    try {
      return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      problem(member, "is no time: give one such as 2026-11-22T10:00:00Z");
      return null;
    }
  }

  /** The object that must be there; null if it is not. */
  StrictObject object(String member) {
    JsonNode value = value(member);
    if (!value.isObject()) {
      problem(member, "is missing or no object: give one");
      return null;
    }
    return new StrictObject(path + member + '.', value, problems);
  }

  /** Objects, none if there is no such member. */
  List<StrictObject> objects(String member, int most) {
    List<StrictObject> objects = new ArrayList<>();
    for (JsonNode element : elements(member, most)) {
      if (element.isObject()) {
        objects.add(
            new StrictObject(path + member + '[' + objects.size() + "].", element, problems));
      } else {
        problem(member, "holds something other than objects");
      }
    }
    return objects;
  }

  /** Texts, none if there is no such member. */
  List<String> texts(String member, int most) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : elements(member, most)) {
      if (element.isTextual()) {
        texts.add(element.textValue());
      } else {
        problem(member, "holds something other than texts");
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

  private JsonNode value(String member) {
    known.add(member);
    JsonNode value = node.get(member);
    return value == null ? MissingNode.getInstance() : value;
  }

  void problem(String member, String what) {
    problems.add(path + member + ' ' + what);
  }

  /** Notes that there are members that nobody asked for. */
  void refuseOthers() {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      if (!known.contains(names.next())) {
        problems.add(
            (path.isEmpty() ? "the request" : path.substring(0, path.length() - 1))
                + " has a member that is not known: use "
                + known);
        return;
      }
    }
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidRequestException with all that is wrong, if anything is
   */
  void finish() {
    if (!problems.isEmpty()) {
      throw new InvalidRequestException(
          String.join("; ", problems.stream().distinct().limit(20).toList()));
    }
  }
}

package io.pixelated.streams.residency;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The personal values of a record, and what stands for each in its minimised form.
 *
 * <p>A value is found in a text wherever it stands whole: not preceded and not followed by a letter
 * or digit, in any letter case.
 */
final class PersonalValues {
  /** Shorter numbers are as likely counters as somebody's. */
  private static final int SHORTEST_NUMBER = 6;

  /** Characters times values: more than any honest record takes, a second or so. */
  private static final long MOST_WORK = 400_000_000;

  private long work;

  private final Map<String, String> substitutes =
      new TreeMap<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  void add(String value, String substitute) {
    String same = value.strip();
    if (!same.isEmpty()) {
      substitutes.putIfAbsent(same, substitute);
    }
  }

  /** One record must not hold up all others: it is then left to the check to fail closed. */
  private void spend(String text) {
    work += (long) text.length() * substitutes.size();
    if (work > MOST_WORK) {
      throw new TooManyPersonalValuesException();
    }
  }

  /** The text with every value replaced, the longest first. */
  String redact(String text) {
    spend(text);
    String result = text;
    for (Map.Entry<String, String> entry : substitutes.entrySet()) {
      result = replace(result, entry.getKey(), entry.getValue());
    }
    return result;
  }

  /** Whether any value is left in a record: in a text, in the name of a member, in a number. */
  boolean remainIn(JsonNode node) {
    if (node.isValueNode()) {
      String text = node.asText();
      return (node.isTextual() || text.length() >= SHORTEST_NUMBER) && remainIn(text);
    }
    var names = node.fieldNames();
    while (names.hasNext()) {
      if (remainIn(names.next())) {
        return true;
      }
    }
    for (JsonNode child : node) {
      if (remainIn(child)) {
        return true;
      }
    }
    return false;
  }

  private boolean remainIn(String text) {
    spend(text);
    return substitutes.keySet().stream().anyMatch(value -> find(text, value, 0) >= 0);
  }

  private static String replace(String text, String value, String substitute) {
    int at = find(text, value, 0);
    if (at < 0) {
      return text;
    }
    StringBuilder result = new StringBuilder();
    int copied = 0;
    while (at >= 0) {
      result.append(text, copied, at).append(substitute);
      copied = at + value.length();
      at = find(text, value, copied);
    }
    return result.append(text, copied, text.length()).toString();
  }

  private static int find(String text, String value, int from) {
    for (int at = from; at + value.length() <= text.length(); at++) {
      if (text.regionMatches(true, at, value, 0, value.length())
          && isBorder(text, at - 1)
          && isBorder(text, at + value.length())) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isBorder(String text, int at) {
    return at < 0 || at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
  }

  /** To look for so many values in so much text would take too long. */
  static final class TooManyPersonalValuesException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}

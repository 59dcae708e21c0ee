package io.pixelated.streams.ingest;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * What an event answered when it was asked for a value.
 *
 * @param value the value's number
 * @param wanted what was to be known of its text; null if the text itself
 * @param text the text, if that was asked for
 * @param is whether the text was as wanted, if that was asked for
 */
record Answer(int value, Predicate<String> wanted, String text, boolean is) {
  static Answer text(int value, String text) {
    return new Answer(value, null, Objects.requireNonNull(text, "text"), false);
  }

  static Answer test(int value, Predicate<String> wanted, boolean is) {
    return new Answer(value, Objects.requireNonNull(wanted, "wanted"), null, is);
  }

  /** What another event answers to the same question. */
  Answer askedOf(Values values) {
    String theirs = values.text(value);
    return wanted == null ? text(value, theirs) : test(value, wanted, wanted.test(theirs));
  }

  /** Whether who knows this answer knows the other. */
  boolean implies(Answer other) {
    return value == other.value && (wanted == null || wanted.equals(other.wanted));
  }
}

package io.pixelated.streams.privacy;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A field to be corrected wherever it holds what is wrong.
 *
 * @param field dotted path into a record, such as {@code source.country}
 * @param wrong what it holds, as text
 * @param right what it is to hold
 */
public record Correction(String field, String wrong, String right) {
  private static final Pattern FIELD =
      Pattern.compile("[A-Za-z0-9_@-]{1,64}(\\.[A-Za-z0-9_@-]{1,64}){0,15}");

  public Correction {
    Objects.requireNonNull(wrong, "wrong");
    Objects.requireNonNull(right, "right");
    if (!isField(field)) {
      throw new IllegalArgumentException("field is no path: give one such as source.country");
    }
  }

  static boolean isField(String text) {
    return FIELD.matcher(text).matches();
  }

  /** The path's parts. */
  public List<String> path() {
    return List.of(field.split("\\.", -1));
  }

  /** The field alone: values are personal. */
  @Override
  public String toString() {
    return "Correction[" + field + ']';
  }
}

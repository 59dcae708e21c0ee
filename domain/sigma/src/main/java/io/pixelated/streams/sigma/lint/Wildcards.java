package io.pixelated.streams.sigma.lint;

import io.pixelated.streams.sigma.lint.Shape.Position;
import io.pixelated.streams.sigma.predicate.SigmaString;

/**
 * A value as written, apart from a {@code *} at its ends.
 *
 * @param core what is between them, as written
 * @param plain whether the core has no wildcards
 */
record Wildcards(boolean leading, String core, boolean trailing, boolean plain) {

  static Wildcards of(String raw) {
    boolean leading = raw.startsWith("*");
    boolean trailing = raw.length() > 1 && raw.endsWith("*") && !isEscaped(raw, raw.length() - 1);
    String core = raw.substring(leading ? 1 : 0, raw.length() - (trailing ? 1 : 0));
    return new Wildcards(leading, core, trailing, SigmaString.parse(core).isPlain());
  }

  private static boolean isEscaped(String raw, int at) {
    int backslashes = 0;
    while (backslashes < at && raw.charAt(at - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  boolean any() {
    return leading || trailing;
  }

  /** Where the core must be in a text; {@link Position#OTHER} if it has wildcards of its own. */
  Position position() {
    if (!plain) {
      return Position.OTHER;
    }
    if (leading) {
      return trailing ? Position.ANYWHERE : Position.END;
    }
    return trailing ? Position.START : Position.WHOLE;
  }
}

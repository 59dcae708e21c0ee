package io.pixelated.streams.correlation;

import io.pixelated.streams.events.Ids;

/**
 * The short form of text that groups keep: short text is itself, of a longer one its beginning and
 * a digest of all of it are left, so that different texts stay different. Without it, one record
 * could fill a group with as much as its sender likes.
 */
final class Excerpt {
  /** Characters of a field that is grouped by, compared or passed on. */
  static final int OF_FIELD = 1_024;

  /** Characters of a value that is counted. */
  static final int OF_VALUE = 256;

  /** What stands between the beginning and the digest; no number has it. */
  private static final char ELLIPSIS = '…';

  private static final int DIGEST_LENGTH = 36;

  private Excerpt() {}

  /** A field's value as groups keep it: of at most 1,024 characters. */
  static String ofField(String value) {
    return of(value, OF_FIELD);
  }

  /** A counted value as groups keep it: of at most 256 characters. */
  static String ofValue(String value) {
    return of(value, OF_VALUE);
  }

  /** An excerpt of an excerpt of the same length is that excerpt. */
  private static String of(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - DIGEST_LENGTH - 1;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + ELLIPSIS + Ids.of("text", text);
  }
}

package io.pixelated.streams.residency.audit;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What an entry of a chain tells. */
public enum EntryKind {
  /** One verdict of the residency check. */
  VERDICT,
  /** A signature over all entries of the chain so far. */
  ANCHOR,
  /** A signature over the heads of all verdict chains. */
  HEADS;

  private final String word = name().toLowerCase(Locale.ROOT);

  @SuppressWarnings("ImmutableEnumChecker") // bytes that are never handed out
  private final byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);

  /** The kind as entries have it. */
  public String word() {
    return word;
  }

  /** Whether it is signed. */
  public boolean isSigned() {
    return this != VERDICT;
  }

  byte[] bytes() {
    return bytes;
  }
}

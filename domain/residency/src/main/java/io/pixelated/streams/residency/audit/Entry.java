package io.pixelated.streams.residency.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An entry as it was read: where its parts are in some bytes. Reading says nothing of its truth.
 */
final class Entry {
  private static final int MOST_NUMBER_DIGITS = 18;
  private static final int MOST_NAME_LETTERS = 64;
  private static final byte[] ENTRY_END = EntryLayout.ascii("}}");

  private final byte[] bytes;
  private final int from;
  private final int to;
  private int at;

  private int regionFrom;
  private int regionTo;
  private int jobFrom;
  private int jobTo;
  private long epoch;
  private int chain;
  private long index;
  private EntryKind kind;

  private Entry(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.at = from;
  }

  /** The entry that a range of bytes is, to the last byte; empty if it is none. */
  static Optional<Entry> read(byte[] bytes, int from, int to) {
    Entry entry = new Entry(bytes, from, to);
    return entry.parse() ? Optional.of(entry) : Optional.empty();
  }

  private boolean parse() {
    if (!(literal(EntryLayout.HASH) && hash() && literal(EntryLayout.PREVIOUS) && hash())) {
      return false;
    }
    if (!literal(EntryLayout.REGION)) {
      return false;
    }
    regionFrom = at;
    if (!name()) {
      return false;
    }
    regionTo = at;
    if (!literal(EntryLayout.JOB)) {
      return false;
    }
    jobFrom = at;
    if (!name()) {
      return false;
    }
    jobTo = at;
    epoch = literal(EntryLayout.EPOCH) ? number() : -1;
    long number = epoch >= 0 && literal(EntryLayout.CHAIN) ? number() : -1;
    chain = number <= ChainId.HEADS ? (int) number : -1;
    index = chain >= 0 && literal(EntryLayout.INDEX) ? number() : -1;
    return index >= 0
        && literal(EntryLayout.KIND)
        && knownKind()
        && literal(EntryLayout.BODY)
        && bodyToTheEnd();
  }

  private boolean literal(byte[] text) {
    int end = at + text.length;
    boolean found = end <= to && Arrays.equals(bytes, at, end, text, 0, text.length);
    at = found ? end : at;
    return found;
  }

  private boolean hash() {
    int end = at + EntryLayout.HASH_DIGITS;
    boolean found = end <= to && Digests.areDigits(bytes, at, end);
    at = found ? end : at;
    return found;
  }

  private boolean name() {
    int begin = at;
    while (at < to && at - begin <= MOST_NAME_LETTERS && isNamed(bytes[at])) {
      at++;
    }
    return at > begin && at - begin <= MOST_NAME_LETTERS;
  }

  private static boolean isNamed(byte c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }

  /** A number in its shortest writing; -1 if there is none. */
  private long number() {
    int begin = at;
    long value = 0;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      if (at - begin == MOST_NUMBER_DIGITS) {
        return -1;
      }
      value = value * 10 + bytes[at] - '0';
      at++;
    }
    boolean isShortest = at > begin && (bytes[begin] != '0' || at == begin + 1);
    return isShortest ? value : -1;
  }

  private boolean knownKind() {
    for (EntryKind candidate : EntryKind.values()) {
      int end = at + candidate.bytes().length;
      if (end < to && bytes[end] == '"' && literal(candidate.bytes())) {
        kind = candidate;
        return true;
      }
    }
    return false;
  }

  private boolean bodyToTheEnd() {
    return at < to - 1
        && bytes[at] == '{'
        && Arrays.equals(bytes, to - ENTRY_END.length, to, ENTRY_END, 0, ENTRY_END.length);
  }

  byte[] bytes() {
    return bytes;
  }

  int hashedFrom() {
    return from + EntryLayout.HASHED_FROM;
  }

  int to() {
    return to;
  }

  /** Whether its hash is the given one. */
  boolean hasHash(byte[] hash) {
    return Digests.matches(hash, bytes, from + EntryLayout.HASH_AT);
  }

  /** Whether the entry before it has the given hash. */
  boolean follows(byte[] hash) {
    return Digests.matches(hash, bytes, previousFrom());
  }

  /** Whether it says that there is none before it. */
  boolean followsNothing() {
    return ascii(previousFrom(), previousFrom() + EntryLayout.HASH_DIGITS)
        .equals(ChainHead.NOTHING);
  }

  private int previousFrom() {
    return hashedFrom() - 1 + EntryLayout.PREVIOUS.length;
  }

  /** The hash that it gives for its own. */
  byte[] claimedHash() {
    int begin = from + EntryLayout.HASH_AT;
    return HexFormat.of().parseHex(ascii(begin, begin + EntryLayout.HASH_DIGITS));
  }

  /** Whether it is of the same region and job as a chain. */
  boolean isOf(ChainId id) {
    return equal(regionFrom, regionTo, id.region()) && equal(jobFrom, jobTo, id.job());
  }

  private boolean equal(int begin, int end, String text) {
    if (end - begin != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[begin + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  ChainId id() {
    return new ChainId(ascii(regionFrom, regionTo), ascii(jobFrom, jobTo), chain);
  }

  int chain() {
    return chain;
  }

  long epoch() {
    return epoch;
  }

  long index() {
    return index;
  }

  EntryKind kind() {
    return kind;
  }

  /** The body, as it stands in the entry. */
  byte[] body() {
    return Arrays.copyOfRange(bytes, at, to - 1);
  }

  private String ascii(int begin, int end) {
    return new String(bytes, begin, end - begin, StandardCharsets.US_ASCII);
  }
}

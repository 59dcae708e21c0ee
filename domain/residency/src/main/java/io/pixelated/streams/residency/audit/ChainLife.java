package io.pixelated.streams.residency.audit;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What has been read of one chain since it began: its head, its counts, and the hashes at its last
 * signatures, with which claims from elsewhere are compared.
 */
final class ChainLife {
  private static final int MOST_SIGNED = 4_096;

  private final ChainId id;
  private final long epoch;
  private final long first;

  private long next;
  private byte[] head;

  /** What the next entry may build on as well, because the entry at the head was altered. */
  private byte[] claimed;

  private long verdicts;
  private long anchors;
  private long unsigned;
  private long anchored;
  private long firstAnchored;
  private boolean late;
  private boolean whole;

  private final Map<Long, String> signed =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
          return size() > MOST_SIGNED;
        }
      };

  /** Begins before the entry of index {@code first} is taken. */
  ChainLife(ChainId id, long epoch, long first) {
    this.id = id;
    this.epoch = epoch;
    this.first = first;
    this.next = first;
    this.whole = first == 0;
  }

  /** Whether an entry builds on the head. */
  boolean isFollowedBy(Entry entry) {
    if (head == null) {
      return first > 0 || entry.followsNothing();
    }
    return entry.follows(head) || (claimed != null && entry.follows(claimed));
  }

  /** Goes on to an entry whose hash is good. */
  void advance(Entry entry, byte[] hash) {
    whole &= entry.index() == next;
    next = entry.index() + 1;
    if (head == null) {
      head = new byte[hash.length];
    }
    System.arraycopy(hash, 0, head, 0, hash.length);
    claimed = null;
    if (entry.kind() == EntryKind.VERDICT) {
      verdicts++;
    }
    unsigned++;
  }

  /** Goes on to an entry of which it is not known whether its bytes or its hash were altered. */
  void advanceAltered(Entry entry, byte[] hash) {
    advance(entry, hash);
    claimed = entry.claimedHash();
    whole = false;
  }

  /** The entry at the head is a valid signature. */
  void sign(long time) {
    if (anchors == 0) {
      firstAnchored = time;
    }
    anchors++;
    unsigned = 0;
    anchored = time;
    signed.put(next - 1, HexFormat.of().formatHex(head));
  }

  /** Notes that its first entries are not there, and that this may be by retention. */
  void beginsLate() {
    late = true;
  }

  /** Whether it is to be found out why its first entries are not there. */
  boolean isLate() {
    return late;
  }

  /** Time of the first valid signature, epoch milliseconds; 0 if there is none. */
  long firstAnchored() {
    return firstAnchored;
  }

  /** Whether every entry from the first on was taken, so that verdicts can be counted. */
  boolean isWhole() {
    return whole;
  }

  long epoch() {
    return epoch;
  }

  long first() {
    return first;
  }

  long next() {
    return next;
  }

  long verdicts() {
    return verdicts;
  }

  boolean isAnchored() {
    return anchors > 0;
  }

  long anchored() {
    return anchored;
  }

  /** The hash of the signed entry at an index, if it is among the last that were read. */
  String signedAt(long index) {
    return signed.get(index);
  }

  String headHash() {
    return head == null ? ChainHead.NOTHING : HexFormat.of().formatHex(head);
  }

  ChainSummary summary() {
    return new ChainSummary(
        id, epoch, first, next, headHash(), verdicts, anchors, unsigned, anchored);
  }
}

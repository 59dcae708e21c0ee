package io.pixelated.streams.residency.audit;

import java.util.Objects;

/**
 * Where a chain has got to: what its next entry builds on.
 *
 * @param epoch when the chain began, epoch milliseconds: tells it from one that began anew
 * @param next index of the next entry, which is how many there are
 * @param hash hash of the last entry; {@link #NOTHING} before the first
 * @param verdicts how many of the entries are verdicts
 * @param unsigned how many entries follow the last signed one
 */
public record ChainHead(long epoch, long next, String hash, long verdicts, long unsigned) {
  /** What the first entry has for the hash of the one before. */
  public static final String NOTHING = "0".repeat(64);

  public ChainHead {
    Objects.requireNonNull(hash, "hash");
    if (epoch < 0 || next < 0 || verdicts < 0 || verdicts > next || unsigned < 0) {
      throw new IllegalArgumentException(
          "a chain's head with epoch %d, next %d, verdicts %d, unsigned %d"
              .formatted(epoch, next, verdicts, unsigned));
    }
  }

  /** The head of a chain that begins now. */
  public static ChainHead begin(long epoch) {
    return new ChainHead(epoch, 0, NOTHING, 0, 0);
  }

  ChainHead after(String entryHash, EntryKind kind) {
    return new ChainHead(
        epoch,
        next + 1,
        entryHash,
        kind == EntryKind.VERDICT ? verdicts + 1 : verdicts,
        kind.isSigned() ? 0 : unsigned + 1);
  }
}

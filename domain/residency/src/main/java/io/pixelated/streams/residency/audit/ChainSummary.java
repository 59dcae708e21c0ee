package io.pixelated.streams.residency.audit;

import java.util.Objects;

/**
 * What was read of one chain.
 *
 * @param id the chain
 * @param epoch when it began, epoch milliseconds
 * @param first index of the first entry that was read
 * @param next one more than the highest index that was read
 * @param hash hash of the entry at that index
 * @param verdicts verdicts among the entries
 * @param anchors valid signatures among them
 * @param unsigned entries after the last valid signature: nothing proves those yet
 * @param anchored time of the last valid signature, epoch milliseconds; 0 if there is none
 */
public record ChainSummary(
    ChainId id,
    long epoch,
    long first,
    long next,
    String hash,
    long verdicts,
    long anchors,
    long unsigned,
    long anchored) {
  public ChainSummary {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(hash, "hash");
  }
}

package io.pixelated.streams.residency.audit;

import java.util.Objects;

/**
 * That a chain has an entry of this hash at this place.
 *
 * @param chain the chain's number
 * @param epoch when the chain began, epoch milliseconds
 * @param index the entry's place
 * @param hash the entry's hash
 */
public record Claim(int chain, long epoch, long index, String hash) {
  public Claim {
    Objects.requireNonNull(hash, "hash");
  }

  /** What an entry proves of its own chain. */
  public static Claim of(Appended entry) {
    return new Claim(entry.chain(), entry.epoch(), entry.index(), entry.hash());
  }
}

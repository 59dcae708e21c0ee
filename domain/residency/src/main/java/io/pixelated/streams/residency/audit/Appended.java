package io.pixelated.streams.residency.audit;

import java.util.Objects;

/**
 * An entry that was appended to a chain.
 *
 * @param chain the chain's number
 * @param epoch when the chain began, epoch milliseconds
 * @param index its place in the chain, from 0
 * @param kind what it tells
 * @param hash SHA-256 of what it says, in hexadecimal
 * @param id id of the verdict; of a signed entry, its place
 * @param bytes the entry as it stands on the topic, in the archive and in an export
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record Appended(
    int chain, long epoch, long index, EntryKind kind, String hash, String id, byte[] bytes) {
  public Appended {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(hash, "hash");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(bytes, "bytes");
  }
}

package io.pixelated.streams.residency.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/**
 * What the archive is told of an entry beside its bytes, to find it by. It is what the entry says:
 * whether that is true, verification tells.
 *
 * @param id the chain
 * @param epoch when the chain began, epoch milliseconds
 * @param index its place in the chain
 * @param hash the hash that it gives for its own, 32 bytes
 * @param recordId id of what was checked; empty if it is no verdict
 * @param subject pseudonym of whom that is about; empty if it names none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record ArchivedEntry(
    ChainId id, long epoch, long index, byte[] hash, String recordId, String subject) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public ArchivedEntry {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(hash, "hash");
    Objects.requireNonNull(recordId, "recordId");
    Objects.requireNonNull(subject, "subject");
  }

  /** Reads an entry as it stands on the topic; empty if it is none. */
  public static Optional<ArchivedEntry> read(byte[] bytes) {
    Optional<Entry> read = Entry.read(bytes, 0, bytes.length);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    Entry entry = read.get();
    try {
      JsonNode body = JSON.readTree(entry.body());
      return Optional.of(
          new ArchivedEntry(
              entry.id(),
              entry.epoch(),
              entry.index(),
              entry.claimedHash(),
              body.path("record_id").asText(),
              body.path("subject").asText()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

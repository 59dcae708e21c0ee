package io.pixelated.streams.events;

import java.util.Objects;

/**
 * A record that could not be read or written, kept whole.
 *
 * @param id derived from the record's position and the stage
 * @param region region whose job gave up on it
 * @param stage where it failed: {@code parse}, {@code rules}, {@code database}
 * @param reason why, and what would help; never content of the record
 * @param origin where it was read
 * @param value its bytes as they came
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record DeadLetter(
    String id, String region, String stage, String reason, Origin origin, byte[] value) {
  public DeadLetter {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(value, "value");
  }

  /** The dead letter of a raw record. */
  public static DeadLetter of(RawRecord record, String region, String stage, String reason) {
    String id = Ids.of("dead-letter", stage, record.origin().position());
    return new DeadLetter(id, region, stage, reason, record.origin(), record.value());
  }
}

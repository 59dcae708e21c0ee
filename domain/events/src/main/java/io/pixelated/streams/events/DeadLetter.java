package io.pixelated.streams.events;

import java.util.Arrays;
import java.util.Objects;

/**
 * A record that could not be read or written, kept whole.
 *
 * @param id derived from the record's position and the stage
 * @param region region whose job gave up on it
 * @param stage where it failed: {@code parse}, {@code rules}, {@code database}
 * @param reason why, and what would help; never content of the record
 * @param origin where it was read
 * @param value its bytes as they came; of more than {@link #MOST_BYTES}, the first
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record DeadLetter(
    String id, String region, String stage, String reason, Origin origin, byte[] value) {
  /** As much of a record as fits into one of Kafka's together with the rest, in Base64. */
  public static final int MOST_BYTES = 10 << 20;

  public DeadLetter {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(value, "value");
  }

  /**
   * The dead letter of a raw record. One that is larger than producers may send, as a compressed
   * one can be, is cut; whole, it is in its own topic until that topic's retention ends.
   */
  public static DeadLetter of(RawRecord record, String region, String stage, String reason) {
    String id = Ids.of("dead-letter", stage, record.origin().position());
    byte[] value = record.value();
    if (value.length <= MOST_BYTES) {
      return new DeadLetter(id, region, stage, reason, record.origin(), value);
    }
    String cut = "; of " + value.length + " bytes only the first " + MOST_BYTES + " are kept here";
    return new DeadLetter(
        id, region, stage, reason + cut, record.origin(), Arrays.copyOf(value, MOST_BYTES));
  }
}

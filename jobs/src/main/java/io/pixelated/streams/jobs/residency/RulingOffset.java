package io.pixelated.streams.jobs.residency;

import io.pixelated.streams.events.Origin;
import java.util.Objects;

/**
 * How far a topic of rulings has been read.
 *
 * @param place topic and partition
 * @param offset of the last record
 */
public record RulingOffset(String place, long offset) {
  public RulingOffset {
    Objects.requireNonNull(place, "place");
  }

  static RulingOffset of(Origin origin) {
    return new RulingOffset(origin.topic() + '-' + origin.partition(), origin.offset());
  }
}

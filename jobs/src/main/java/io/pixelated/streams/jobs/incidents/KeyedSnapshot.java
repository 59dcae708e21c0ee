package io.pixelated.streams.jobs.incidents;

import io.pixelated.streams.events.KeyedRecord;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * Reads a compacted topic as it stands, before the first event is processed: the stream of its
 * records is not ordered against the events.
 */
@FunctionalInterface
public interface KeyedSnapshot extends Serializable {
  /**
   * Every record that is there, oldest first.
   *
   * @throws IOException if they cannot be read
   */
  List<KeyedRecord> read() throws IOException;
}

package io.pixelated.streams.jobs.residency;

import java.util.List;
import java.util.Map;

/**
 * What one subtask knows of rulings at a checkpoint; others may know more.
 *
 * @param latest the greatest event time that has been decided on
 * @param held those that have their time, oldest first
 * @param undecided changes that have none yet
 * @param read per topic and partition the offset of the last record that has been taken in
 */
public record RulingMemory(
    long latest, List<RulingSnapshot> held, List<RulingChange> undecided, Map<String, Long> read) {
  public RulingMemory {
    held = List.copyOf(held);
    undecided = List.copyOf(undecided);
    read = Map.copyOf(read);
  }
}

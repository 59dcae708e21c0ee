package io.pixelated.streams.jobs.regional.compliance;

import io.pixelated.streams.connectors.kafka.Outbound;
import io.pixelated.streams.jobs.audit.Unchained;
import java.util.List;
import java.util.Objects;

/**
 * What came of a request: all of it becomes visible together.
 *
 * @param records records for Kafka: answers, tombstones
 * @param note what the audit chain is told
 */
public record Outcome(List<Outbound> records, Unchained note) {
  public Outcome {
    records = List.copyOf(records);
    Objects.requireNonNull(note, "note");
  }
}

package io.pixelated.streams.jobs.residency;

import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.jobs.incidents.KeyedSnapshot;
import java.util.Objects;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What the privacy office tells the job.
 *
 * @param policies records of {@code compliance.policies}
 * @param knownPolicies the same as they stood before the job began
 * @param approvals records of {@code compliance.approvals}
 * @param knownApprovals the same as they stood before the job began
 */
public record RulingStreams(
    DataStream<KeyedRecord> policies,
    KeyedSnapshot knownPolicies,
    DataStream<KeyedRecord> approvals,
    KeyedSnapshot knownApprovals) {
  public RulingStreams {
    Objects.requireNonNull(policies, "policies");
    Objects.requireNonNull(knownPolicies, "knownPolicies");
    Objects.requireNonNull(approvals, "approvals");
    Objects.requireNonNull(knownApprovals, "knownApprovals");
  }
}

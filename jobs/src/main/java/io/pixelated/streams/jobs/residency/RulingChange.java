package io.pixelated.streams.jobs.residency;

import io.pixelated.streams.events.KeyedRecord;
import java.util.Objects;

/**
 * A record of {@code compliance.policies} or {@code compliance.approvals} with its place among all
 * changes of both.
 *
 * @param number grows from one change to the next
 * @param approval whether it is about an approval, not the policies
 * @param anew whether its topic begins anew with it: what is there behaves as if it came later
 * @param record what came
 */
public record RulingChange(long number, boolean approval, boolean anew, KeyedRecord record) {
  public RulingChange {
    Objects.requireNonNull(record, "record");
  }
}

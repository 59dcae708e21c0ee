package io.pixelated.streams.residency;

import io.pixelated.streams.events.DataClass;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Several people's consent to transfers under standard contractual clauses.
 *
 * @param id names it in verdicts
 * @param regime id of the regime whose restriction it lifts
 * @param from ids of the regions that records come from
 * @param to ids of the regions that they may go to
 * @param classes classes of data that it is for
 * @param purposes what the records may be sent for
 * @param approvers at least two different people, none of whom asked for it
 * @param validFrom event time from which on it holds
 * @param expires event time from which on it no longer holds
 */
public record Approval(
    String id,
    String regime,
    Set<String> from,
    Set<String> to,
    List<DataClass> classes,
    List<String> purposes,
    List<String> approvers,
    Instant validFrom,
    Instant expires) {
  public Approval {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(regime, "regime");
    from = Set.copyOf(from);
    to = Set.copyOf(to);
    classes = List.copyOf(classes);
    purposes = List.copyOf(purposes);
    approvers = List.copyOf(approvers);
    Objects.requireNonNull(validFrom, "validFrom");
    Objects.requireNonNull(expires, "expires");
    if (approvers.stream().distinct().count() < 2) {
      throw new IllegalArgumentException("approval " + id + " has not two distinct approvers");
    }
    if (!expires.isAfter(validFrom)) {
      throw new IllegalArgumentException("approval " + id + " expires before it holds");
    }
  }

  /** Whether it holds for a record of that event time, in epoch milliseconds. */
  boolean holdsAt(long time) {
    return time >= validFrom.toEpochMilli() && time < expires.toEpochMilli();
  }

  boolean covers(
      String regimeId, List<DataClass> held, String source, String destination, String purpose) {
    return regime.equals(regimeId)
        && from.contains(source)
        && to.contains(destination)
        && classes.containsAll(held)
        && purposes.contains(purpose);
  }
}

package io.pixelated.streams.correlation;

import io.pixelated.streams.events.Alert;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that is remembered of one group of one correlation.
 *
 * @param meaning {@link Correlation#meaning()} of the rule that it was kept for
 * @param group values of the group-by fields
 * @param settled event time up to which everything is final, epoch milliseconds
 * @param events the events that still matter, by time and id
 * @param quietUntil no alert has a time before this one
 * @param announced provisional alerts that are neither final nor withdrawn, by time
 * @param thinned per slot of event time that held too much, how many events were left out of it
 * @param timer the earliest event-time timer that is set, {@link #NO_TIMER} for none
 * @param memory partial matches of a sequence, as {@link
 *     io.pixelated.streams.correlation.sequence.SequenceMatcher} writes them; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // opaque bytes, never compared
public record GroupState(
    String meaning,
    List<String> group,
    long settled,
    List<MatchedEvent> events,
    long quietUntil,
    List<Alert> announced,
    Map<Long, Long> thinned,
    long timer,
    byte[] memory) {
  /** No timer is set. */
  public static final long NO_TIMER = Long.MAX_VALUE;

  public GroupState {
    Objects.requireNonNull(meaning, "meaning");
    Objects.requireNonNull(memory, "memory");
    group = List.copyOf(group);
    events = List.copyOf(events);
    announced = List.copyOf(announced);
    thinned = Map.copyOf(thinned);
  }

  /** A group of which nothing is known yet. */
  public static GroupState empty(Correlation rule, List<String> group) {
    return new GroupState(
        rule.meaning(),
        group,
        Long.MIN_VALUE,
        List.of(),
        Long.MIN_VALUE,
        List.of(),
        Map.of(),
        NO_TIMER,
        new byte[0]);
  }
}

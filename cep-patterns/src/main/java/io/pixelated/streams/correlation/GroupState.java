package io.pixelated.streams.correlation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that is remembered of one group of one correlation. How it is written is {@link
 * GroupStateSerializer}'s.
 *
 * @param selection {@link Correlation#selection()} of the rule that it was kept for
 * @param meaning {@link Correlation#meaning()} of that rule
 * @param group values of the group-by fields
 * @param settled event time up to which everything is final, epoch milliseconds
 * @param timer the earliest event-time timer that is set, {@link #NO_TIMER} for none
 * @param quietUntil no alert has a time before this one
 * @param suppressed firings in the running quiet time so far
 * @param quieting the final alert whose quiet time is running
 * @param announced provisional alerts that are neither confirmed nor withdrawn, by time
 * @param evidence events that are final and that an alert would name, by time and id; bounded
 * @param events events that are not final yet, by time and id
 * @param memory what the kind of correlation remembers besides: what its window holds, or its
 *     partial matches; empty for nothing
 */
@SuppressWarnings("ArrayRecordComponent") // opaque bytes, never compared
public record GroupState(
    String selection,
    String meaning,
    List<String> group,
    long settled,
    long timer,
    long quietUntil,
    long suppressed,
    Optional<KeptAlert> quieting,
    List<KeptAlert> announced,
    Evidence evidence,
    List<MatchedEvent> events,
    byte[] memory) {
  /** No timer is set. */
  public static final long NO_TIMER = Long.MAX_VALUE;

  private static final byte[] NOTHING = {};

  /** The state of no group of no rule. */
  static final GroupState NOBODY = empty("", "", List.of());

  public GroupState {
    Objects.requireNonNull(selection, "selection");
    Objects.requireNonNull(meaning, "meaning");
    Objects.requireNonNull(quieting, "quieting");
    Objects.requireNonNull(evidence, "evidence");
    Objects.requireNonNull(memory, "memory");
    group = List.copyOf(group);
    announced = List.copyOf(announced);
    events = List.copyOf(events);
  }

  /** A group of which nothing is known yet. */
  public static GroupState empty(Correlation rule, List<String> group) {
    return empty(rule.selection(), rule.meaning(), group);
  }

  /** The same with other events that are not final yet. */
  public GroupState withEvents(List<MatchedEvent> others) {
    return new GroupState(
        selection,
        meaning,
        group,
        settled,
        timer,
        quietUntil,
        suppressed,
        quieting,
        announced,
        evidence,
        others,
        memory);
  }

  private static GroupState empty(String selection, String meaning, List<String> group) {
    return new GroupState(
        selection,
        meaning,
        group,
        Long.MIN_VALUE,
        NO_TIMER,
        Long.MIN_VALUE,
        0,
        Optional.empty(),
        List.of(),
        Evidence.NONE,
        List.of(),
        NOTHING);
  }
}

package io.pixelated.streams.jobs.correlation;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.GroupState;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.admission.GroupAdmission;
import io.pixelated.streams.correlation.admission.SlotGroups;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Bounds the groups of each rule in one subtask, and remembers on which it has decided. A group's
 * part is its key group, so that what is decided does not change when the job is rescaled.
 */
final class CrowdControl {
  private final GroupAdmission admission;
  private final int maxParallelism;
  private final MessageDigest digest;
  private final ListState<SlotGroups> remembered;

  private CrowdControl(
      GroupAdmission admission, int maxParallelism, ListState<SlotGroups> remembered) {
    this.admission = admission;
    this.maxParallelism = maxParallelism;
    this.remembered = remembered;
    try {
      // An attacker who chooses values must not be able to choose digests cheaply.
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Goes on from what all subtasks had remembered. */
  static CrowdControl restored(
      OperatorStateStore store, TaskInfo task, int groupsPerRule, long outOfOrderness)
      throws Exception {
    int maxParallelism = task.getMaxNumberOfParallelSubtasks();
    GroupAdmission admission = new GroupAdmission(groupsPerRule, maxParallelism, outOfOrderness);
    ListState<SlotGroups> remembered =
        store.getUnionListState(
            new ListStateDescriptor<>("groups", TypeInformation.of(SlotGroups.class)));
    KeyGroupRange own =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            maxParallelism, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask());
    for (SlotGroups slot : remembered.get()) {
      admission.recall(slot, own::contains);
    }
    return new CrowdControl(admission, maxParallelism, remembered);
  }

  /** The seat of the group of that key, of which nothing is known yet. */
  Seat seat(String key) {
    int part = KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism);
    return new Seat(digest(key), part);
  }

  /**
   * What of {@code match} counts for all that is known; empty if nothing does.
   *
   * @param seat the group's seat; null where the rule has one group only
   * @param watermark what is not after it is late, and left to be told so
   */
  Optional<RoutedMatch> admit(Correlation rule, Seat seat, RoutedMatch match, long watermark) {
    if (seat == null) {
      return Optional.of(match);
    }
    admission.advance(watermark);
    List<MatchedEvent> counted = null;
    for (int i = 0; i < match.events().size(); i++) {
      MatchedEvent event = match.events().get(i);
      boolean counts = event.time() <= watermark || admits(rule, seat, event.time());
      if (!counts && counted == null) {
        counted = new ArrayList<>(match.events().subList(0, i));
      } else if (counts && counted != null) {
        counted.add(event);
      }
    }
    if (counted == null) {
      return Optional.of(match);
    }
    return counted.isEmpty() ? Optional.empty() : Optional.of(with(counted, match));
  }

  private boolean admits(Correlation rule, Seat seat, long time) {
    long timespan = rule.timespan();
    if (!isCrowded(rule) && seat.covers(timespan, time)) {
      return true;
    }
    boolean counts = admission.note(rule.key(), timespan, seat.part(), seat.digest(), time);
    if (counts) {
      seat.noted(timespan, time, admission.slotEnd(timespan, time));
    }
    return counts;
  }

  /** Whether there are groups of a rule that do not count. */
  boolean isCrowded(Correlation rule) {
    return admission.isCrowded(rule.key());
  }

  /** What of a group counts for all that is known now, before it is settled further. */
  GroupState counted(Correlation rule, Seat seat, GroupState state) {
    List<MatchedEvent> counted =
        state.events().stream()
            .filter(
                event ->
                    admission.counts(
                        rule.key(), rule.timespan(), seat.part(), seat.digest(), event.time()))
            .toList();
    return counted.size() == state.events().size() ? state : state.withEvents(counted);
  }

  void remember() throws Exception {
    remembered.update(admission.remember());
  }

  /** How many groups it knows of. */
  long size() {
    return admission.size();
  }

  private long digest(String key) {
    return ByteBuffer.wrap(digest.digest(key.getBytes(StandardCharsets.UTF_8))).getLong();
  }

  private static RoutedMatch with(List<MatchedEvent> events, RoutedMatch match) {
    return new RoutedMatch(
        match.correlation(),
        match.depth(),
        match.generation(),
        match.group(),
        events,
        match.thinned());
  }
}

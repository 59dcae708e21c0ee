package io.pixelated.streams.jobs.incidents;

import io.pixelated.streams.correlation.admission.GroupAdmission;
import io.pixelated.streams.correlation.admission.SlotGroups;
import io.pixelated.streams.events.Evidence;
import io.pixelated.streams.incidents.IncidentPolicy;
import io.pixelated.streams.incidents.Signal;
import java.util.UUID;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Bounds how many strands the detections of one rule may begin in one step of the quiet time: whose
 * do is decided by digest and event time (docs/decisions/0011), not by who comes first. What was
 * let in before there were too many stays; that is few times the bound.
 *
 * <p>Alerts pass: their groups are bounded where they come from.
 */
final class StrandAdmission {
  private final GroupAdmission admission;
  private final long stepMillis;
  private final int maxParallelism;
  private final ListState<SlotGroups> remembered;

  private StrandAdmission(
      GroupAdmission admission,
      long stepMillis,
      int maxParallelism,
      ListState<SlotGroups> remembered) {
    this.admission = admission;
    this.stepMillis = stepMillis;
    this.maxParallelism = maxParallelism;
    this.remembered = remembered;
  }

  /** Goes on from what all subtasks had remembered. */
  static StrandAdmission restored(OperatorStateStore store, TaskInfo task, IncidentPolicy policy)
      throws Exception {
    int maxParallelism = task.getMaxNumberOfParallelSubtasks();
    GroupAdmission admission =
        new GroupAdmission(policy.bounds().strands(), maxParallelism, policy.quietMillis());
    ListState<SlotGroups> remembered =
        store.getUnionListState(
            new ListStateDescriptor<>("strands", TypeInformation.of(SlotGroups.class)));
    KeyGroupRange own =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            maxParallelism, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask());
    for (SlotGroups slot : remembered.get()) {
      admission.recall(slot, own::contains);
    }
    return new StrandAdmission(admission, policy.quietMillis(), maxParallelism, remembered);
  }

  /** Whether evidence counts, for all that is known. */
  boolean admits(Signal signal, long watermark) {
    Evidence evidence = signal.evidence();
    if (evidence.kind() == Evidence.Kind.ALERT) {
      return true;
    }
    admission.advance(watermark);
    // Late evidence takes up room from now on, whenever it is from.
    long time = Math.max(evidence.time(), watermark == Long.MAX_VALUE ? watermark : watermark + 1);
    String key = signal.key();
    return admission.note(
        evidence.rule().id(),
        stepMillis,
        KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism),
        UUID.fromString(key).getMostSignificantBits(),
        time);
  }

  void remember() throws Exception {
    remembered.update(admission.remember());
  }
}

package io.pixelated.streams.jobs.correlation;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * How far time had come in an operator before a restore. Flink's watermark starts anew, and what
 * was late would not be late any more.
 */
final class PassedTime {
  private final ListState<Long> remembered;
  private long floor = Long.MIN_VALUE;

  private PassedTime(ListState<Long> remembered) {
    this.remembered = remembered;
  }

  /** Goes on from where the subtasks were; a watermark reaches all of them. */
  static PassedTime restored(OperatorStateStore store) throws Exception {
    PassedTime passed =
        new PassedTime(
            store.getUnionListState(new ListStateDescriptor<>("passed-time", Types.LONG)));
    for (long time : passed.remembered.get()) {
      passed.floor = Math.max(passed.floor, time);
    }
    return passed;
  }

  /** How far time has come, when Flink says that it has come to {@code watermark}. */
  long at(long watermark) {
    floor = Math.max(floor, watermark);
    return floor;
  }

  void remember() throws Exception {
    remembered.update(List.of(floor));
  }
}

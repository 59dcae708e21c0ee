package io.pixelated.streams.jobs.residency;

import io.pixelated.streams.events.KeyedRecord;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.CoMapFunction;

/** The one place that numbers changes of policies and approvals; it runs with parallelism one. */
final class RulingControl
    implements CoMapFunction<KeyedRecord, KeyedRecord, RulingChange>, CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private transient ListState<Long> numbered;
  private transient long number;

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    numbered =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("ruling-number", Types.LONG));
    for (long known : numbered.get()) {
      number = Math.max(number, known);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    numbered.update(List.of(number));
  }

  @Override
  public RulingChange map1(KeyedRecord policies) {
    return new RulingChange(++number, false, policies);
  }

  @Override
  public RulingChange map2(KeyedRecord approval) {
    return new RulingChange(++number, true, approval);
  }
}

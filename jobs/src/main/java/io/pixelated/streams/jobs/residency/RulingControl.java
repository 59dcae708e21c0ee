package io.pixelated.streams.jobs.residency;

import io.pixelated.streams.events.KeyedRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.CoMapFunction;

/**
 * The one place that numbers changes of policies and approvals; it runs with parallelism one.
 *
 * <p>It is in step with its sources, so an offset goes back only where a topic was created anew.
 */
final class RulingControl
    implements CoMapFunction<KeyedRecord, KeyedRecord, RulingChange>, CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private transient ListState<Long> numbered;
  private transient ListState<RulingOffset> offsets;
  private transient long number;
  private transient Map<String, RulingOffset> passed;

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    numbered =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("ruling-number", Types.LONG));
    for (long known : numbered.get()) {
      number = Math.max(number, known);
    }
    offsets =
        context
            .getOperatorStateStore()
            .getListState(
                new ListStateDescriptor<>(
                    "ruling-offsets", TypeInformation.of(RulingOffset.class)));
    passed = new HashMap<>();
    for (RulingOffset known : offsets.get()) {
      passed.put(known.place(), known);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    numbered.update(List.of(number));
    offsets.update(List.copyOf(passed.values()));
  }

  @Override
  public RulingChange map1(KeyedRecord policies) {
    return change(false, policies);
  }

  @Override
  public RulingChange map2(KeyedRecord approval) {
    return change(true, approval);
  }

  private RulingChange change(boolean approval, KeyedRecord record) {
    RulingOffset now = RulingOffset.of(record.origin());
    RulingOffset before = passed.put(now.place(), now);
    boolean anew = before != null && now.offset() <= before.offset();
    return new RulingChange(++number, approval, anew, record);
  }
}

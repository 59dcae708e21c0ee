package io.pixelated.streams.jobs.rules;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Passes on once what all subtasks that detect tell of a generation; it runs with parallelism one.
 *
 * <p>Its watermark says that every generation that begins up to then has been passed on. So whoever
 * also reads the matches knows the rules of a time before that time has passed.
 */
public final class RuleSwitches extends AbstractStreamOperator<RuleSwitch>
    implements OneInputStreamOperator<RuleSwitch, RuleSwitch> {
  private static final long serialVersionUID = 1L;

  private transient ListState<Long> passed;
  private transient long newest;

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    passed =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("passed", Types.LONG));
    newest = -1;
    for (long number : passed.get()) {
      newest = Math.max(newest, number);
    }
  }

  @Override
  public void processElement(StreamRecord<RuleSwitch> element) {
    if (element.getValue().generation() > newest) {
      newest = element.getValue().generation();
      output.collect(element);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    passed.update(List.of(newest));
  }
}

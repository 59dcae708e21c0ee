package io.pixelated.streams.jobs.meeting;

import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.streaming.api.operators.CoordinatedOperatorFactory;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;

/**
 * Makes the subtasks of an operator, and the place on the JobManager where they meet.
 *
 * @param <A> what comes on the first input
 * @param <B> what comes on the second input
 * @param <O> what the operator makes
 */
public final class MeetingOperators<A, B, O> extends SimpleOperatorFactory<O>
    implements CoordinatedOperatorFactory<O>, TwoInputStreamOperatorFactory<A, B, O> {
  private static final long serialVersionUID = 1L;

  public MeetingOperators(TwoInputStreamOperator<A, B, O> operator) {
    super(operator);
  }

  @Override
  public OperatorCoordinator.Provider getCoordinatorProvider(String name, OperatorID operator) {
    return new MeetingCoordinator.Provider(operator);
  }
}

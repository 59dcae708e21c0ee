package io.pixelated.streams.jobs.correlation;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Takes in events, and second the rules for them. Time comes no further than the rules are known,
 * and no further than events say even where none come: rules are known up to the latest event, and
 * events may be behind it. An input that is idle is one that Flink no longer asks for the time.
 */
abstract class RuledOperator<I, R, O> extends AbstractStreamOperator<O>
    implements TwoInputStreamOperator<I, R, O> {
  private static final long serialVersionUID = 1L;
  private static final int RULES = 1;

  private transient boolean eventsIdle;
  private transient boolean rulesIdle;

  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
    boolean idleBefore = eventsIdle && rulesIdle;
    if (input == RULES) {
      rulesIdle = status.isIdle();
      if (combinedWatermark.updateStatus(RULES, rulesIdle)) {
        processWatermark(new Watermark(combinedWatermark.getCombinedWatermark()));
      }
    } else {
      eventsIdle = status.isIdle();
    }
    boolean idle = eventsIdle && rulesIdle;
    if (idle != idleBefore) {
      output.emitWatermarkStatus(status);
    }
  }
}

package io.pixelated.streams.jobs.eventtime;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Takes a stream out of event time: its records have none, and whoever also reads another stream
 * waits for that one alone.
 *
 * @param <T> the type of the records
 */
public final class TimelessOperator<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {
  private static final long serialVersionUID = 1L;

  @Override
  public void open() throws Exception {
    super.open();
    output.emitWatermarkStatus(WatermarkStatus.IDLE);
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    output.collect(element);
  }

  @Override
  public void processWatermark(Watermark mark) {
    // Not even the one that ends a bounded input: it would tell of all time at once.
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) {
    // It is always idle.
  }
}

package io.pixelated.streams.bench.correlation.cluster;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Ends a lane: hands on what arrives, and tells how far event time has come. */
final class LaneSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final Lane.Name lane;

  LaneSink(Lane lane) {
    this.lane = lane.reference();
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>(lane.lane());
  }

  private record Writer<T>(Lane lane) implements SinkWriter<T> {
    @Override
    public void write(T element, Context context) {
      lane.take(element);
    }

    @Override
    public void writeWatermark(Watermark watermark) {
      lane.reach(watermark.getTimestamp());
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}

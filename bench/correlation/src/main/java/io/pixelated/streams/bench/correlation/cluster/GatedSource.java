package io.pixelated.streams.bench.correlation.cluster;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Sends a feed as far as its lane lets it; one reader, and nothing to restore. */
final class GatedSource<T> implements Source<T, GatedSource.NoSplit, Integer> {
  private static final long serialVersionUID = 1L;

  private final Feed<T> feed;
  private final Lane.Name lane;

  GatedSource(Feed<T> feed, Lane lane) {
    this.feed = feed;
    this.lane = lane.reference();
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<T, NoSplit> createReader(SourceReaderContext context) {
    return new Reader<>(feed, lane.lane());
  }

  @Override
  public SplitEnumerator<NoSplit, Integer> createEnumerator(
      SplitEnumeratorContext<NoSplit> context) {
    return new NoSplits();
  }

  @Override
  public SplitEnumerator<NoSplit, Integer> restoreEnumerator(
      SplitEnumeratorContext<NoSplit> context, Integer checkpoint) {
    return new NoSplits();
  }

  @Override
  public SimpleVersionedSerializer<NoSplit> getSplitSerializer() {
    return new Nothing<>(new NoSplit());
  }

  @Override
  public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
    return new Nothing<>(0);
  }

  /** What there is none of. */
  record NoSplit() implements SourceSplit {
    @Override
    public String splitId() {
      return "none";
    }
  }

  private record Nothing<V>(V only) implements SimpleVersionedSerializer<V> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(V value) {
      return new byte[0];
    }

    @Override
    public V deserialize(int version, byte[] bytes) {
      return only;
    }
  }

  private static final class NoSplits implements SplitEnumerator<NoSplit, Integer> {
    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, String host) {}

    @Override
    public void addSplitsBack(List<NoSplit> splits, int subtask) {}

    @Override
    public void addReader(int subtask) {}

    @Override
    public Integer snapshotState(long checkpoint) {
      return 0;
    }

    @Override
    public void close() {}
  }

  private static final class Reader<T> implements SourceReader<T, NoSplit> {
    private final Feed<T> feed;
    private final Lane lane;
    private long next;

    Reader(Feed<T> feed, Lane lane) {
      this.feed = feed;
      this.lane = lane;
    }

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) {
      long limit = lane.limit();
      if (next >= limit) {
        return lane.endsAt(next) ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
      }
      output.collect(feed.at(next, lane.releasedAt()), feed.time(next));
      next++;
      if (next % feed.watermarkEvery() == 0 || next == limit) {
        output.emitWatermark(new Watermark(feed.watermark(next - 1)));
      }
      return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<NoSplit> snapshotState(long checkpoint) {
      return List.of();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return lane.whenOpenAt(next);
    }

    @Override
    public void addSplits(List<NoSplit> splits) {}

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
  }
}

package io.pixelated.streams.jobs.incidents;

import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.Evidence;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.incidents.Signal;
import io.pixelated.streams.incidents.silence.Claimed;
import io.pixelated.streams.incidents.silence.Finding;
import io.pixelated.streams.incidents.silence.Hush;
import io.pixelated.streams.incidents.silence.HushReader;
import io.pixelated.streams.incidents.silence.SilenceBook;
import io.pixelated.streams.incidents.silence.SilenceBook.Opinion;
import io.pixelated.streams.incidents.silence.Silenced;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Holds back evidence that silences hold for, and sends aside what inhibitions concern. */
final class SilenceFunction extends BroadcastProcessFunction<Finding, KeyedRecord, Signal>
    implements CheckpointedFunction {
  static final MapStateDescriptor<String, KeyedRecord> RECORDS =
      new MapStateDescriptor<>("silences", Types.STRING, TypeInformation.of(KeyedRecord.class));
  static final OutputTag<Claimed> CLAIMED =
      new OutputTag<>("claimed", TypeInformation.of(Claimed.class));
  static final OutputTag<Silenced> SILENCED =
      new OutputTag<>("silenced", TypeInformation.of(Silenced.class));
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("silence-dead-letters", TypeInformation.of(DeadLetter.class));

  /** Silences with a counter of their own in one subtask, for metrics cannot be taken back. */
  private static final int MOST_COUNTED = 1_000;

  /** The label of the silences that share a counter. */
  private static final String OTHERS = "others";

  private static final long serialVersionUID = 1L;

  private final String region;
  private final KeyedSnapshot snapshot;

  private transient SilenceBook book;
  private transient Map<String, Counter> counters;

  SilenceFunction(String region, KeyedSnapshot snapshot) {
    this.region = region;
    this.snapshot = snapshot;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    BroadcastState<String, KeyedRecord> records =
        context.getOperatorStateStore().getBroadcastState(RECORDS);
    if (!context.isRestored()) {
      Map<String, KeyedRecord> latest = new LinkedHashMap<>();
      snapshot.read().forEach(record -> latest.put(record.key(), record));
      latest.values().removeIf(KeyedRecord::isTombstone);
      records.putAll(latest);
    }
    book = new SilenceBook();
    for (Map.Entry<String, KeyedRecord> entry : records.immutableEntries()) {
      take(entry.getValue());
    }
  }

  @Override
  public void open(OpenContext context) {
    counters = new HashMap<>();
  }

  @Override
  public void processElement(Finding finding, ReadOnlyContext context, Collector<Signal> out) {
    Signal signal = finding.signal();
    Opinion opinion = book.of(finding);
    boolean silenced = opinion.silencedBy() != null;
    if (silenced && signal.state() == AlertState.FINAL) {
      Evidence evidence = signal.evidence();
      counter(opinion.silencedBy().id()).inc();
      context.output(SILENCED, Silenced.by(opinion.silencedBy(), evidence, region));
    }
    boolean mayBeInhibited = !silenced && !opinion.targets().isEmpty();
    if (mayBeInhibited || !opinion.sources().isEmpty()) {
      context.output(
          CLAIMED,
          new Claimed(signal, opinion.sources(), mayBeInhibited ? opinion.targets() : List.of()));
    }
    if (!silenced && !mayBeInhibited) {
      out.collect(signal);
    }
  }

  /** Every subtask takes the record in; the first says what cannot be read. */
  @Override
  public void processBroadcastElement(KeyedRecord record, Context context, Collector<Signal> out)
      throws Exception {
    BroadcastState<String, KeyedRecord> records = context.getBroadcastState(RECORDS);
    String problem = take(record);
    if (record.isTombstone()) {
      records.remove(record.key());
    } else if (problem.isEmpty()) {
      records.put(record.key(), record);
    } else if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
      context.output(DEAD_LETTERS, DeadLetter.of(record.raw(), region, "silences", problem));
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // The records are broadcast state; nothing else is kept.
  }

  /**
   * Takes a record in; one that cannot be read leaves the one before it in place.
   *
   * @return what is wrong with it; empty if nothing is
   */
  private String take(KeyedRecord record) {
    if (record.isTombstone()) {
      book.remove(record.key());
      return "";
    }
    try {
      Hush hush = HushReader.read(record.key(), record.value());
      book.put(hush);
      return "";
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private Counter counter(String silence) {
    Counter known = counters.get(silence);
    if (known != null) {
      return known;
    }
    String label = counters.size() < MOST_COUNTED ? silence : OTHERS;
    return counters.computeIfAbsent(
        label,
        name ->
            getRuntimeContext()
                .getMetricGroup()
                .addGroup("silence", name)
                .counter("silencedEvidence"));
  }
}

package io.pixelated.streams.connectors.database;

import io.pixelated.streams.events.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * The operator with Flink's part played by hand: checkpoints, and failures after which the records
 * since the last checkpoint come again and what was given since is forgotten.
 */
final class StoreRun implements AutoCloseable {
  private final DatabaseSettings settings;
  private final List<DeadLetter> committed = new ArrayList<>();
  private OneInputStreamOperatorTestHarness<Row, DeadLetter> harness;
  private long checkpoints;

  StoreRun(DatabaseSettings settings) throws Exception {
    this.settings = settings;
    open();
  }

  private void open() throws Exception {
    harness = new OneInputStreamOperatorTestHarness<>(new StoreOperator<Row>(r -> r, settings));
    harness.open();
  }

  void take(Row row) throws Exception {
    harness.processElement(new StreamRecord<>(row));
  }

  void checkpoint() throws Exception {
    harness.prepareSnapshotPreBarrier(++checkpoints);
    harness.extractOutputValues().stream().map(DeadLetter.class::cast).forEach(committed::add);
    harness.getOutput().clear();
  }

  /** Ends the task in the middle of whatever it does; another begins in its place. */
  void fail() throws Exception {
    harness.close();
    open();
  }

  void finish() throws Exception {
    harness.endInput();
    checkpoint();
  }

  /** What belongs to completed checkpoints. */
  List<DeadLetter> deadLetters() {
    return committed;
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}

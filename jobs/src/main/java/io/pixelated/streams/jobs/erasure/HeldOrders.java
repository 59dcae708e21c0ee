package io.pixelated.streams.jobs.erasure;

import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.privacy.erasure.ErasureOrder;
import io.pixelated.streams.privacy.erasure.ErasureOrders;
import io.pixelated.streams.privacy.erasure.ErasureReport;
import io.pixelated.streams.residency.sealing.SealException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The orders of erasure that one subtask of a stage knows: what was recorded before one of them may
 * be read again after it, and must not come back.
 *
 * <p>They are kept in broadcast state as they stand on their topic, sealed, and only opened in
 * memory: no snapshot names anybody. They are kept as long as anything from before them can be read
 * again.
 */
public final class HeldOrders {
  /** The orders in state, and as they are sent to all subtasks. */
  public static final MapStateDescriptor<String, KeyedRecord> RECORDS =
      new MapStateDescriptor<>(
          "erasure-orders", Types.STRING, TypeInformation.of(KeyedRecord.class));

  /** Where stages tell what they forgot. */
  public static final OutputTag<ErasureReport> REPORTS =
      new OutputTag<>("erasure-reports", TypeInformation.of(ErasureReport.class));

  /** Longer than any topic that a job reads keeps records, and than checkpoints are restored. */
  public static final Duration HELD = Duration.ofDays(30);

  private static final Logger LOG = LoggerFactory.getLogger(HeldOrders.class);

  private final BroadcastState<String, KeyedRecord> records;
  private final ErasureSettings settings;
  private final ErasureOrders sealed;
  private final String stage;
  private final TaskInfo task;
  private final Map<String, Forgotten> open = new HashMap<>();
  private long latest = Long.MIN_VALUE;

  private HeldOrders(
      BroadcastState<String, KeyedRecord> records,
      ErasureSettings settings,
      String stage,
      TaskInfo task) {
    this.records = records;
    this.settings = settings;
    this.sealed = new ErasureOrders(settings.keys().provider(), settings.region());
    this.stage = stage;
    this.task = task;
  }

  /**
   * Goes on from the orders that are in state.
   *
   * @param stage name of the stage in reports
   */
  public static HeldOrders restored(
      OperatorStateStore store, ErasureSettings settings, String stage, TaskInfo task)
      throws Exception {
    HeldOrders held = new HeldOrders(store.getBroadcastState(RECORDS), settings, stage, task);
    for (Map.Entry<String, KeyedRecord> entry : held.records.immutableEntries()) {
      held.open(entry.getValue());
    }
    return held;
  }

  /**
   * Takes an order in.
   *
   * @param now the clock, epoch milliseconds: tells which orders need not be kept any longer
   * @return whom to forget; empty if it cannot be opened, and nobody will report on it
   */
  public Optional<Forgotten> take(KeyedRecord record, long now) throws Exception {
    letGo(now);
    if (record.isTombstone()) {
      return Optional.empty();
    }
    Optional<Forgotten> forgotten = open(record);
    if (forgotten.isPresent()) {
      records.put(forgotten.get().requestId(), record);
    }
    return forgotten;
  }

  /** Whether there may be an order for what was recorded then: as a rule there is none. */
  public boolean isBefore(long observed) {
    return observed < latest;
  }

  /**
   * Whether something must not come back.
   *
   * @param observed Kafka's timestamp of the latest record behind it
   * @param names whether it names a person
   */
  public boolean forbid(long observed, Predicate<SubjectTraces> names) {
    if (!isBefore(observed)) {
      return false;
    }
    for (Forgotten forgotten : open.values()) {
      if (forgotten.precedes(observed) && names.test(forgotten.traces())) {
        return true;
      }
    }
    return false;
  }

  /** Those who are to be forgotten as far as they were recorded then. */
  public List<Forgotten> before(long observed) {
    return isBefore(observed)
        ? open.values().stream().filter(f -> f.precedes(observed)).toList()
        : List.of();
  }

  /**
   * What this subtask tells of an order.
   *
   * @param cleared how much it forgot
   */
  public ErasureReport report(Forgotten forgotten, long cleared, long watermark, long now) {
    return new ErasureReport(
        forgotten.requestId(),
        settings.job(),
        stage,
        task.getIndexOfThisSubtask(),
        task.getNumberOfParallelSubtasks(),
        cleared,
        watermark,
        now);
  }

  private Optional<Forgotten> open(KeyedRecord record) {
    try {
      ErasureOrder order = sealed.read(record.value());
      // All that was recorded until the order was given, whenever it was asked for.
      long until = record.origin().timestamp();
      Forgotten forgotten =
          new Forgotten(order.requestId(), until, new SubjectTraces(order.subject()));
      open.put(forgotten.requestId(), forgotten);
      latest = Math.max(latest, until);
      return Optional.of(forgotten);
    } catch (SealException e) {
      LOG.warn(
          "An order of erasure at {} offset {} is left undone by {}: {}",
          record.origin().topic(),
          record.origin().offset(),
          stage,
          e.getMessage());
      return Optional.empty();
    }
  }

  private void letGo(long now) throws Exception {
    List<String> over = new ArrayList<>();
    for (Map.Entry<String, KeyedRecord> entry : records.immutableEntries()) {
      if (entry.getValue().origin().timestamp() < now - HELD.toMillis()) {
        over.add(entry.getKey());
      }
    }
    for (String request : over) {
      records.remove(request);
      open.remove(request);
    }
  }
}

package io.pixelated.streams.jobs.correlation;

import io.pixelated.streams.correlation.Certainty;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.rulebook.RulePipelines;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.jobs.erasure.HeldOrders;
import io.pixelated.streams.jobs.erasure.Orders;
import io.pixelated.streams.jobs.rules.RuleSettings;
import io.pixelated.streams.jobs.rules.RuleSwitch;
import io.pixelated.streams.privacy.erasure.ErasureReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.types.Either;

/** One stage of correlation, with rules of its own and nothing around it. */
final class StageHarness implements AutoCloseable {
  static final String MANY_FAILED =
      """
      title: Many failed
      id: corr-many
      correlation:
        type: event_count
        rules: [failed]
        group-by: [TargetUserName]
        timespan: 5m
        condition: {gte: 2}
      level: high
      """;

  static final String MANY_USERS =
      """
      title: Many users of whom many failed
      id: corr-users
      correlation:
        type: event_count
        rules: [corr-many]
        timespan: 1h
        condition: {gte: 3}
      level: critical
      """;

  private static final String FAILED =
      """
      title: Failed
      id: rule-failed
      name: failed
      logsource: {product: windows}
      detection:
        selection: {EventID: 4625}
        condition: selection
      level: low
      """;

  private final KeyedTwoInputStreamOperatorTestHarness<
          String, RoutedMatch, Either<RuleSwitch, KeyedRecord>, Alert>
      harness;
  private long generation;
  private long offset;

  private StageHarness(
      OperatorSubtaskState state, int groupsPerRule, StateBackend backend, MemorySize groupMemory)
      throws Exception {
    CorrelateOperator operator =
        new CorrelateOperator(
            "eu-central-1",
            new RuleSettings(RulePipelines.NONE, 4),
            new CorrelationSettings(4, Duration.ZERO, groupsPerRule, groupMemory),
            0,
            Orders.SETTINGS,
            "correlate-1");
    // One key group, so that there is room for as many groups as it says.
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            operator, RoutedMatch::key, null, Types.STRING, 1, 1, 0);
    harness.setStateBackend(backend);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    harness.processWatermarkStatus2(WatermarkStatus.IDLE);
  }

  static StageHarness started() throws Exception {
    return started(1_000);
  }

  static StageHarness started(int groupsPerRule) throws Exception {
    return new StageHarness(null, groupsPerRule, new HashMapStateBackend(), MemorySize.ZERO);
  }

  /** On disk, with memory for some groups; begun anew if {@code state} is null. */
  static StageHarness onDisk(MemorySize groupMemory, OperatorSubtaskState state) throws Exception {
    return new StageHarness(state, 1_000, new EmbeddedRocksDBStateBackend(), groupMemory);
  }

  static StageHarness restored(OperatorSubtaskState state) throws Exception {
    return new StageHarness(state, 1_000, new HashMapStateBackend(), MemorySize.ZERO);
  }

  static String gone(String rule) {
    return rule.lines().filter(line -> line.startsWith("id: ")).findFirst().orElseThrow();
  }

  /** Gives it a rule, beside the detection rule that all rules here refer to. */
  void rules(long number, long from, String... texts) throws Exception {
    List<RuleDocument> documents = new ArrayList<>();
    documents.add(document("rule-failed", FAILED));
    for (String text : texts) {
      String key =
          text.lines().filter(l -> l.startsWith("id: ")).findFirst().orElseThrow().substring(4);
      documents.add(document(key, text.startsWith("id: ") ? "" : text));
    }
    generation = number;
    harness.processElement2(
        new StreamRecord<>(Either.Left(new RuleSwitch(number, from, documents))));
  }

  /** Gives it a match of the rules that it was given last. */
  void match(String user, String id, long time) throws Exception {
    matchOf(generation, user, id, time);
  }

  void matchOf(long number, String user, String id, long time) throws Exception {
    MatchedEvent event =
        new MatchedEvent(
            id,
            time,
            time,
            List.of("rule-failed"),
            "",
            Map.of(),
            Certainty.CERTAIN,
            List.of(),
            Classification.UNKNOWN);
    harness.processElement1(
        new StreamRecord<>(
            new RoutedMatch("corr-many", 1, number, List.of(user), List.of(event), 0), time));
  }

  void matchOf(String correlation, List<String> group, MatchedEvent event) throws Exception {
    harness.processElement1(
        new StreamRecord<>(
            new RoutedMatch(correlation, 1, generation, group, List.of(event), 0), event.time()));
  }

  /** Orders it to forget a user as far as they were recorded before {@code time}. */
  void forget(String user, long time) throws Exception {
    harness.processElement2(new StreamRecord<>(Either.Right(Orders.ofUser(user, time))));
  }

  List<ErasureReport> reports() {
    var records = harness.getSideOutput(HeldOrders.REPORTS);
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
  }

  void passTo(long time) throws Exception {
    harness.processWatermark1(new Watermark(time));
  }

  /** No events come any more, and rules are known up to {@code time}. */
  void silentWithRulesUntil(long time) throws Exception {
    harness.processWatermarkStatus2(WatermarkStatus.ACTIVE);
    harness.processWatermark2(new Watermark(time));
    harness.processWatermarkStatus1(WatermarkStatus.IDLE);
    harness.processWatermarkStatus2(WatermarkStatus.IDLE);
  }

  void processingTime(long time) throws Exception {
    harness.setProcessingTime(time);
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  List<Alert> alerts() {
    return harness.extractOutputValues();
  }

  List<AlertState> states() {
    return alerts().stream().map(Alert::state).toList();
  }

  /** Event times of the final alerts. */
  List<Long> finalTimes() {
    return alerts().stream()
        .filter(alert -> alert.state() == AlertState.FINAL)
        .map(Alert::time)
        .toList();
  }

  /** What it hands to the stage of that depth. */
  List<RoutedMatch> handedTo(int depth) {
    var records = harness.getSideOutput(CorrelateOperator.stage(depth));
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
  }

  /** How many groups keyed state holds. */
  long stored() {
    try (Stream<?> keys =
        harness
            .getOperator()
            .getKeyedStateBackend()
            .getKeys(CorrelateOperator.GROUP, VoidNamespace.INSTANCE)) {
      return keys.count();
    }
  }

  int eventTimers() {
    return harness.numEventTimeTimers();
  }

  int processingTimers() {
    return harness.numProcessingTimeTimers();
  }

  boolean isEmpty() {
    return harness.numKeyedStateEntries() == 0
        && harness.numEventTimeTimers() == 0
        && harness.numProcessingTimeTimers() == 0;
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }

  private RuleDocument document(String key, String text) {
    return new RuleDocument(key, text, key + ".yml", new Origin("detection.rules", 0, offset++, 0));
  }
}

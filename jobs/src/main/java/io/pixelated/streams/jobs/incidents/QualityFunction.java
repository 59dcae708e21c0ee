package io.pixelated.streams.jobs.incidents;

import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.incidents.quality.CaseFile;
import io.pixelated.streams.incidents.quality.Disposition;
import io.pixelated.streams.incidents.quality.QualityLedger;
import io.pixelated.streams.incidents.quality.RuleQuality;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Joins analysts' verdicts with the rules behind incidents; all under one key, on one subtask.
 *
 * <p>An incident that nobody has touched for {@link #MEMORY} is forgotten; what it counted stays.
 */
final class QualityFunction
    extends KeyedCoProcessFunction<String, Incident, KeyedRecord, RuleQuality> {
  static final String KEY = "region";
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("disposition-dead-letters", TypeInformation.of(DeadLetter.class));
  static final Duration MEMORY = Duration.ofDays(30);

  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int MOST_GAUGES = 1_000;
  private static final long serialVersionUID = 1L;

  private final String region;

  private transient MapState<String, CaseFile> cases;
  private transient MapState<String, RuleQuality> qualities;
  private transient TimerService timers;
  private transient QualityLedger ledger;
  private transient Map<String, RuleQuality> shown;

  QualityFunction(String region) {
    this.region = region;
  }

  @Override
  public void open(OpenContext context) {
    cases = map("cases", CaseFile.class);
    qualities = map("qualities", RuleQuality.class);
    shown = new HashMap<>();
    ledger =
        new QualityLedger(
            new StateShelf<>(cases),
            new StateShelf<>(qualities),
            () -> Instant.ofEpochMilli(timers.currentProcessingTime()));
  }

  private <T> MapState<String, T> map(String name, Class<T> type) {
    return getRuntimeContext()
        .getMapState(new MapStateDescriptor<>(name, Types.STRING, TypeInformation.of(type)));
  }

  @Override
  public void processElement1(Incident incident, Context context, Collector<RuleQuality> out) {
    begin(context);
    tell(ledger.incident(incident), out);
  }

  @Override
  public void processElement2(KeyedRecord record, Context context, Collector<RuleQuality> out) {
    begin(context);
    try {
      Disposition disposition = record.isTombstone() ? null : Disposition.read(record.value());
      tell(ledger.disposition(record.key(), disposition), out);
    } catch (IllegalArgumentException e) {
      context.output(
          DEAD_LETTERS, DeadLetter.of(record.raw(), region, "dispositions", e.getMessage()));
    }
  }

  /** Once a day what is over is forgotten. */
  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<RuleQuality> out)
      throws Exception {
    long since = timestamp - MEMORY.toMillis();
    List<String> over = new ArrayList<>();
    for (Map.Entry<String, CaseFile> file : cases.entries()) {
      if (QualityLedger.isOver(file.getValue(), since)) {
        over.add(file.getKey());
      }
    }
    for (String incident : over) {
      cases.remove(incident);
    }
    if (!cases.isEmpty()) {
      context.timerService().registerProcessingTimeTimer(timestamp + DAY);
    }
  }

  private void begin(Context context) {
    timers = context.timerService();
    long today = Math.floorDiv(timers.currentProcessingTime(), DAY) * DAY;
    timers.registerProcessingTimeTimer(today + DAY);
  }

  private void tell(Collection<RuleQuality> changed, Collector<RuleQuality> out) {
    for (RuleQuality quality : changed) {
      out.collect(quality);
      if (shown.size() < MOST_GAUGES || shown.containsKey(quality.rule())) {
        show(quality);
      }
    }
  }

  private void show(RuleQuality quality) {
    if (shown.put(quality.rule(), quality) == null) {
      getRuntimeContext()
          .getMetricGroup()
          .addGroup("rule", quality.rule())
          .gauge("falsePositiveRate", () -> shown.get(quality.rule()).rate());
    }
  }
}

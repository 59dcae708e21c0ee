package io.pixelated.streams.jobs.regional.compliance;

import io.pixelated.streams.privacy.PrivacyNote;
import io.pixelated.streams.privacy.RequestKind;
import io.pixelated.streams.privacy.erasure.ErasureReport;
import io.pixelated.streams.privacy.erasure.ReportLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Takes each request once, keyed by its id; has running jobs forget whom an erasure is about, and
 * waits until they have, or the time is over, before the rest is done. Keeps an erasure, sealed, to
 * have rows that come late looked for again.
 */
final class RequestDesk extends KeyedCoProcessFunction<String, Received, ErasureReport, Task> {
  /** Erasures that running jobs are to be told of. */
  static final OutputTag<Received> ORDERS =
      new OutputTag<>("erasure-orders", TypeInformation.of(Received.class));

  /** What the audit chain is told when a request comes. */
  static final OutputTag<PrivacyNote> NOTES =
      new OutputTag<>("request-notes", TypeInformation.of(PrivacyNote.class));

  /** Longer than the topic keeps requests: one that is read again is known. */
  static final Duration REMEMBERED = Duration.ofDays(35);

  private static final long serialVersionUID = 1L;

  private final String region;
  private final List<String> stages;
  private final Duration deadline;
  private final List<Duration> sweeps;

  private transient ReportLedger ledger;
  private transient ValueState<Long> known;
  private transient ValueState<Received> waiting;
  private transient ListState<ErasureReport> reports;
  private transient ValueState<Received> erased;
  private transient ValueState<Long> ordered;
  private transient MapState<Long, Integer> due;
  private transient Counter repeated;

  /**
   * @param stages those whose reports are waited for, as {@code job/stage}
   * @param deadline how long they are waited for
   * @param sweeps how long after an erasure rows that came late are looked for
   */
  RequestDesk(String region, List<String> stages, Duration deadline, List<Duration> sweeps) {
    this.region = Objects.requireNonNull(region, "region");
    this.stages = List.copyOf(stages);
    this.deadline = Objects.requireNonNull(deadline, "deadline");
    this.sweeps = List.copyOf(sweeps);
  }

  @Override
  public void open(OpenContext context) {
    ledger = new ReportLedger(stages);
    known = getRuntimeContext().getState(new ValueStateDescriptor<>("known", Types.LONG));
    waiting =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("waiting", TypeInformation.of(Received.class)));
    reports =
        getRuntimeContext()
            .getListState(
                new ListStateDescriptor<>("reports", TypeInformation.of(ErasureReport.class)));
    erased =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("erased", TypeInformation.of(Received.class)));
    ordered = getRuntimeContext().getState(new ValueStateDescriptor<>("ordered", Types.LONG));
    due =
        getRuntimeContext().getMapState(new MapStateDescriptor<>("sweeps", Types.LONG, Types.INT));
    repeated = getRuntimeContext().getMetricGroup().counter("repeatedRequests");
  }

  @Override
  public void processElement1(Received request, Context context, Collector<Task> out)
      throws Exception {
    if (known.value() != null) {
      repeated.inc();
      return;
    }
    long now = context.timerService().currentProcessingTime();
    long forgetAt = now + REMEMBERED.toMillis();
    known.update(forgetAt);
    context.timerService().registerProcessingTimeTimer(forgetAt);
    context.output(NOTES, note(request, "received", ""));
    boolean isErasure =
        request.kind().equals(RequestKind.ERASURE.word()) && request.refusal().isEmpty();
    if (!isErasure) {
      out.collect(Task.of(request));
      return;
    }
    waiting.update(request);
    ordered.update(now);
    if (stages.isEmpty()) {
      conclude(List.of(), context.timerService(), out);
      return;
    }
    context.output(ORDERS, request);
    context.timerService().registerProcessingTimeTimer(now + deadline.toMillis());
  }

  @Override
  public void processElement2(ErasureReport report, Context context, Collector<Task> out)
      throws Exception {
    if (waiting.value() == null) {
      return; // of no request that waits: too late, or from before this job's state
    }
    reports.add(report);
    List<ErasureReport> all = all();
    if (ledger.missing(all).isEmpty()) {
      conclude(all, context.timerService(), out);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Task> out)
      throws Exception {
    if (Objects.equals(known.value(), timestamp)) {
      known.clear();
    }
    Integer sweep = due.get(timestamp);
    if (sweep != null) {
      out.collect(Task.sweep(erased.value(), sweep, ordered.value()));
      due.remove(timestamp);
      if (due.isEmpty()) {
        erased.clear();
        ordered.clear();
      }
    } else if (waiting.value() != null) {
      conclude(all(), context.timerService(), out);
    }
  }

  private void conclude(List<ErasureReport> all, TimerService timers, Collector<Task> out)
      throws Exception {
    Received request = waiting.value();
    out.collect(Task.of(request, all));
    waiting.clear();
    reports.clear();
    if (sweeps.isEmpty()) {
      ordered.clear();
      return;
    }
    erased.update(request);
    if (ordered.value() == null) {
      ordered.update(request.requestedAt()); // of a state from before there were sweeps
    }
    for (int i = 0; i < sweeps.size(); i++) {
      long at = timers.currentProcessingTime() + sweeps.get(i).toMillis();
      due.put(at, i + 1);
      timers.registerProcessingTimeTimer(at);
    }
  }

  private List<ErasureReport> all() throws Exception {
    List<ErasureReport> all = new ArrayList<>();
    reports.get().forEach(all::add);
    return all;
  }

  private PrivacyNote note(Received request, String outcome, String reason) {
    return new PrivacyNote(
        region,
        request.requestId(),
        request.requestedAt(),
        request.kind(),
        request.role(),
        outcome,
        reason,
        request.pseudonym());
  }
}

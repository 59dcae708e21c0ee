package io.pixelated.streams.jobs.regional.compliance;

import io.pixelated.streams.events.Ids;
import io.pixelated.streams.events.OpsAlert;
import io.pixelated.streams.privacy.PrivacyNote;
import io.pixelated.streams.privacy.breach.BreachCase;
import io.pixelated.streams.privacy.breach.BreachFact;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The clock of a personal data breach, keyed by incident. It goes by processing time: the law's
 * hours pass where no events come. After a restart, what has become due meanwhile is told at once.
 */
final class BreachClock extends KeyedProcessFunction<String, BreachFact, OpsAlert> {
  /** What the audit chain is told: that a clock was started, stopped, ran out. */
  static final OutputTag<PrivacyNote> NOTES =
      new OutputTag<>("breach-notes", TypeInformation.of(PrivacyNote.class));

  /** How long an incident is remembered of which nothing more is heard. */
  static final Duration REMEMBERED = Duration.ofDays(100);

  private static final long serialVersionUID = 1L;
  private static final String OWNER = "privacy office";

  private final String region;
  private final Duration settle;

  private transient ValueState<BreachCase> cases;
  private transient ValueState<Long> timer;
  private transient ValueState<Long> forgetAt;

  /**
   * @param settle how long a case waits before anybody is told: notices may be read after it
   */
  BreachClock(String region, Duration settle) {
    this.region = Objects.requireNonNull(region, "region");
    this.settle = Objects.requireNonNull(settle, "settle");
  }

  @Override
  public void open(OpenContext context) {
    cases =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("case", TypeInformation.of(BreachCase.class)));
    timer = getRuntimeContext().getState(new ValueStateDescriptor<>("timer", Types.LONG));
    forgetAt = getRuntimeContext().getState(new ValueStateDescriptor<>("forget-at", Types.LONG));
  }

  @Override
  public void processElement(BreachFact fact, Context context, Collector<OpsAlert> out)
      throws Exception {
    BreachCase before = cases.value() == null ? BreachCase.UNKNOWN : cases.value();
    BreachCase after = fact.in(before);
    long now = context.timerService().currentProcessingTime();
    forgetLater(now, context);
    if (after.equals(before)) {
      return;
    }
    cases.update(after);
    if (after.isRunning() && !before.isRunning()) {
      context.output(NOTES, note(context.getCurrentKey(), after, "started", ""));
    } else if (before.isRunning() && !after.isRunning()) {
      context.output(NOTES, note(context.getCurrentKey(), before, "stopped", stopped(after)));
    }
    setTimer(after, now, context);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<OpsAlert> out)
      throws Exception {
    BreachCase known = cases.value();
    if (known == null) {
      return;
    }
    long now = Math.max(timestamp, context.timerService().currentProcessingTime());
    if (Objects.equals(timer.value(), timestamp) && known.isRunning()) {
      BreachCase told = known.afterTelling(now);
      if (told.told() > known.told()) {
        cases.update(told);
        out.collect(alert(context.getCurrentKey(), told));
        if (!told.isRunning()) {
          context.output(NOTES, note(context.getCurrentKey(), told, "lapsed", "72 hours are over"));
        }
      }
      setTimer(told, now, context);
    }
    if (Objects.equals(forgetAt.value(), timestamp)) {
      forgetAt.clear();
      if (known.isRunning()) {
        forgetLater(now, context);
      } else {
        cases.clear();
        timer.clear();
      }
    }
  }

  private void forgetLater(long now, Context context) throws Exception {
    if (forgetAt.value() == null) {
      long at = now + REMEMBERED.toMillis();
      forgetAt.update(at);
      context.timerService().registerProcessingTimeTimer(at);
    }
  }

  private void setTimer(BreachCase known, long now, Context context) throws Exception {
    if (timer.value() != null) {
      context.timerService().deleteProcessingTimeTimer(timer.value());
      timer.clear();
    }
    if (known.next().isPresent()) {
      long at = Math.max(known.next().get(), now + settle.toMillis());
      timer.update(at);
      context.timerService().registerProcessingTimeTimer(at);
    }
  }

  private OpsAlert alert(String incident, BreachCase known) {
    long hours = known.mark().orElseThrow().toHours();
    boolean over = known.told() == BreachCase.MARKS.size();
    String condition = over ? "breach-lapsed" : "breach-" + hours + "-hours";
    String state =
        over
            ? "the 72 hours of GDPR Art. 33 are over: notify now, and say why it is late"
            : hours
                + " of 72 hours have passed: notify the authority by "
                + Instant.ofEpochMilli(known.deadline());
    return new OpsAlert(
        Ids.of("ops-alert", region, condition, incident),
        region,
        condition,
        hours >= 68 ? OpsAlert.Severity.CRITICAL : OpsAlert.Severity.HIGH,
        OWNER,
        known.confirmedAt(),
        known.deadline(),
        "incident "
            + incident
            + " is a breach of personal data; "
            + state
            + ", then write a notice to soc.breach.notices");
  }

  private PrivacyNote note(String incident, BreachCase known, String outcome, String reason) {
    return new PrivacyNote(
        region, incident, known.confirmedAt(), "breach_clock", "", outcome, reason, "");
  }

  private static String stopped(BreachCase after) {
    return after.notifiedAt() == BreachCase.NEVER
        ? "the SOC says that it is no attack"
        : "notified at " + Instant.ofEpochMilli(after.notifiedAt());
  }
}

package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.residency.AuditRecord;
import io.pixelated.streams.residency.Checked;
import io.pixelated.streams.residency.Cleared;
import io.pixelated.streams.residency.Policies;
import io.pixelated.streams.residency.QuarantinedRecord;
import io.pixelated.streams.residency.Request;
import io.pixelated.streams.residency.ResidencyCheck;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Lets through what the policies permit, as far as they do, and says of everything why. */
final class ResidencyFunction extends ProcessFunction<Request, Cleared> {
  static final OutputTag<QuarantinedRecord> QUARANTINED =
      new OutputTag<>("quarantined", TypeInformation.of(QuarantinedRecord.class));
  static final OutputTag<AuditRecord> AUDIT =
      new OutputTag<>("audit", TypeInformation.of(AuditRecord.class));

  private static final long serialVersionUID = 1L;

  private final KeySource keys;

  private transient ResidencyCheck check;
  private transient Map<String, Counter> verdicts;

  ResidencyFunction(KeySource keys) {
    this.keys = keys;
  }

  @Override
  public void open(OpenContext context) {
    check = new ResidencyCheck(Policies.shipped(), keys.provider());
    verdicts = new HashMap<>();
  }

  @Override
  public void processElement(Request request, Context context, Collector<Cleared> out) {
    Checked checked = check.check(request);
    verdicts.computeIfAbsent(checked.verdict().outcome(), this::counter).inc();
    checked.cleared().ifPresent(out::collect);
    checked.quarantined().ifPresent(held -> context.output(QUARANTINED, held));
    context.output(AUDIT, checked.audit());
  }

  private Counter counter(String outcome) {
    return getRuntimeContext().getMetricGroup().addGroup("verdict", outcome).counter("records");
  }
}

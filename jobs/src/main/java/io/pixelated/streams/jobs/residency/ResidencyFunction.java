package io.pixelated.streams.jobs.residency;

import io.pixelated.streams.residency.AuditRecord;
import io.pixelated.streams.residency.Checked;
import io.pixelated.streams.residency.Cleared;
import io.pixelated.streams.residency.QuarantinedRecord;
import io.pixelated.streams.residency.Request;
import io.pixelated.streams.residency.ResidencyCheck;
import io.pixelated.streams.residency.Ruling;
import io.pixelated.streams.residency.keys.KeyLocation;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.KeyPurpose;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Lets through what the policies permit, as far as they do, and says of everything why. */
public final class ResidencyFunction extends ProcessFunction<Request, Cleared> {
  /** What may not leave, sealed. */
  public static final OutputTag<QuarantinedRecord> QUARANTINED =
      new OutputTag<>("quarantined", TypeInformation.of(QuarantinedRecord.class));

  /** A verdict per record. */
  public static final OutputTag<AuditRecord> AUDIT =
      new OutputTag<>("audit", TypeInformation.of(AuditRecord.class));

  private static final long serialVersionUID = 1L;

  private final KeyLocation keys;
  private final String region;

  private transient ResidencyCheck check;
  private transient Map<String, Counter> verdicts;

  /**
   * @param keys where the region's keys are
   * @param region id of the region that the job runs in
   */
  public ResidencyFunction(KeyLocation keys, String region) {
    this.keys = Objects.requireNonNull(keys, "keys");
    this.region = Objects.requireNonNull(region, "region");
  }

  @Override
  public void open(OpenContext context) {
    KeyProvider provider = keys.provider();
    // Missing keys stop the job before it takes anything, not with the first record in need of one.
    provider.current(region, KeyPurpose.PSEUDONYM);
    provider.current(region, KeyPurpose.ENCRYPTION);
    check = new ResidencyCheck(Ruling.shipped(), provider);
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

package io.pixelated.streams.jobs.audit;

import io.pixelated.streams.connectors.database.AuditEntry;
import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.residency.audit.ArchivedEntry;
import io.pixelated.streams.residency.audit.NoEntry;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Makes rows of the archive out of entries as they stand on the topic. */
public final class ArchiveFunction extends ProcessFunction<RawRecord, AuditEntry> {
  /** What stands on the topic and is no entry. */
  public static final OutputTag<DeadLetter> UNREADABLE =
      new OutputTag<>("unreadable", TypeInformation.of(DeadLetter.class));

  private static final long serialVersionUID = 1L;

  private final String region;

  /**
   * @param region region whose topic it is
   */
  public ArchiveFunction(String region) {
    this.region = Objects.requireNonNull(region, "region");
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<AuditEntry> out) {
    Optional<ArchivedEntry> read = ArchivedEntry.read(record.value());
    if (read.isEmpty()) {
      byte[] value = record.value();
      String reason = "it is " + NoEntry.of(value, 0, value.length) + "; it is not archived";
      context.output(UNREADABLE, DeadLetter.of(record, region, "audit-archive", reason));
      return;
    }
    ArchivedEntry entry = read.get();
    out.collect(
        new AuditEntry(
            region,
            entry.id().job(),
            entry.id().chain(),
            entry.epoch(),
            entry.index(),
            entry.hash(),
            entry.subject(),
            entry.recordId(),
            record.origin().timestamp(),
            record.value()));
  }
}

package io.pixelated.streams.jobs.erasure;

import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.privacy.erasure.ErasureOrders;
import io.pixelated.streams.residency.sealing.SealException;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Passes orders of erasure on as they are, and keeps one that cannot be opened among dead letters:
 * told once, by one task, and not by every subtask of every stage that leaves it undone.
 */
public final class OrderReader extends ProcessFunction<KeyedRecord, KeyedRecord> {
  /** Orders that nobody can carry out. */
  public static final OutputTag<DeadLetter> UNREADABLE =
      new OutputTag<>("unreadable-orders", TypeInformation.of(DeadLetter.class));

  private static final long serialVersionUID = 1L;

  private final ErasureSettings settings;

  private transient ErasureOrders orders;

  public OrderReader(ErasureSettings settings) {
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  @Override
  public void open(OpenContext context) {
    orders = new ErasureOrders(settings.keys().provider(), settings.region());
  }

  @Override
  public void processElement(KeyedRecord record, Context context, Collector<KeyedRecord> out) {
    if (!record.isTombstone()) {
      try {
        orders.read(record.value());
      } catch (SealException e) {
        RawRecord raw = new RawRecord(record.value(), record.origin());
        context.output(
            UNREADABLE, DeadLetter.of(raw, settings.region(), "erasure-order", e.getMessage()));
      }
    }
    out.collect(record);
  }
}

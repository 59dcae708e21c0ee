package io.pixelated.streams.jobs.regional.compliance;

import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.privacy.breach.BreachFact;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Reads notices of breaches; one that cannot be read stops no clock, and somebody is told. */
final class NoticeFunction extends ProcessFunction<KeyedRecord, BreachFact> {
  private static final long serialVersionUID = 1L;

  private final String region;

  NoticeFunction(String region) {
    this.region = Objects.requireNonNull(region, "region");
  }

  @Override
  public void processElement(KeyedRecord record, Context context, Collector<BreachFact> out) {
    try {
      BreachFacts.ofNotice(record).ifPresent(out::collect);
    } catch (IOException e) {
      RawRecord raw = new RawRecord(record.value(), record.origin());
      context.output(
          ReadRequestFunction.UNREADABLE,
          DeadLetter.of(raw, region, "breach-notice", e.getMessage()));
    }
  }
}

package io.pixelated.streams.jobs.regional.compliance;

import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.RawRecord;
import java.io.IOException;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Reads the records of a topic; of one that cannot be read nothing follows, and it is kept. */
final class ReadFunction<T> extends ProcessFunction<KeyedRecord, T> {
  private static final long serialVersionUID = 1L;

  private final String region;
  private final String what;
  private final Reader<T> reader;

  /** How a record is read. */
  @FunctionalInterface
  interface Reader<T> extends Serializable {
    /**
     * What a record says, if anything.
     *
     * @throws IOException if it cannot be read, with the reason and nothing of the record
     */
    Optional<T> read(KeyedRecord record) throws IOException;
  }

  /**
   * @param what names such records in dead letters
   */
  ReadFunction(String region, String what, Reader<T> reader) {
    this.region = Objects.requireNonNull(region, "region");
    this.what = Objects.requireNonNull(what, "what");
    this.reader = Objects.requireNonNull(reader, "reader");
  }

  @Override
  public void processElement(KeyedRecord record, Context context, Collector<T> out) {
    try {
      reader.read(record).ifPresent(out::collect);
    } catch (IOException e) {
      RawRecord raw = new RawRecord(record.value(), record.origin());
      context.output(
          ReadRequestFunction.UNREADABLE, DeadLetter.of(raw, region, what, e.getMessage()));
    }
  }
}

package io.pixelated.streams.jobs.incidents;

import io.pixelated.streams.events.KeyedRecord;
import java.util.Objects;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What the security operations centre tells the job.
 *
 * @param silences records of {@code soc.silences}
 * @param known the same as they stood before the job began
 * @param dispositions records of {@code soc.dispositions}
 */
public record SocStreams(
    DataStream<KeyedRecord> silences, KeyedSnapshot known, DataStream<KeyedRecord> dispositions) {
  public SocStreams {
    Objects.requireNonNull(silences, "silences");
    Objects.requireNonNull(known, "known");
    Objects.requireNonNull(dispositions, "dispositions");
  }
}

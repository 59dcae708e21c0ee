package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.connectors.kafka.Outbound;
import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.DeadLetterJson;
import io.pixelated.streams.jobs.residency.DeadLetterFunction;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Seals dead letters and writes them as records of their topic. */
final class DeadLetterRecords extends RichFlatMapFunction<DeadLetter, Outbound> {
  private static final long serialVersionUID = 1L;

  private final DeadLetterFunction sealing;
  private final String topic;

  /**
   * @param topic the topic's full name
   */
  DeadLetterRecords(DeadLetterFunction sealing, String topic) {
    this.sealing = Objects.requireNonNull(sealing, "sealing");
    this.topic = Objects.requireNonNull(topic, "topic");
  }

  @Override
  public void open(OpenContext context) {
    sealing.open(context);
  }

  @Override
  public void flatMap(DeadLetter letter, Collector<Outbound> out) {
    DeadLetter sealed = sealing.map(letter);
    out.collect(new Outbound(topic, sealed.id(), DeadLetterJson.write(sealed)));
  }
}

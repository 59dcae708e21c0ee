package io.pixelated.streams.bench.pipeline;

import io.pixelated.streams.connectors.kafka.KafkaSettings;
import io.pixelated.streams.connectors.kafka.KafkaSinks;
import io.pixelated.streams.connectors.kafka.KafkaSources;
import io.pixelated.streams.connectors.kafka.KafkaSources.FirstStart;
import io.pixelated.streams.connectors.kafka.Outbound;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.ingest.EventParser;
import io.pixelated.streams.ingest.ParseResult.Parsed;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** The baseline: reads, parses and writes every event, exactly once, and does nothing else. */
final class PassThroughJob {
  private PassThroughJob() {}

  static void define(
      StreamExecutionEnvironment environment,
      KafkaSettings kafka,
      String from,
      String to,
      String groupId) {
    environment
        .fromSource(
            KafkaSources.rawRecords(kafka, from, "pass-through-" + groupId, FirstStart.EARLIEST),
            WatermarkStrategy.noWatermarks(),
            "Raw events")
        .flatMap(new ParseFunction(to))
        .returns(Outbound.TYPE)
        .name("Parse")
        .sinkTo(KafkaSinks.exactlyOnce(kafka, "pass-through-" + groupId))
        .name("Kafka, exactly once");
  }

  private static final class ParseFunction extends RichFlatMapFunction<RawRecord, Outbound> {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private transient EventParser parser;

    private ParseFunction(String topic) {
      this.topic = topic;
    }

    @Override
    public void open(OpenContext context) {
      parser = EventParser.standard();
    }

    @Override
    public void flatMap(RawRecord record, Collector<Outbound> out) {
      if (parser.parse(record) instanceof Parsed) {
        out.collect(new Outbound(topic, record.origin().position(), record.value()));
      }
    }
  }
}

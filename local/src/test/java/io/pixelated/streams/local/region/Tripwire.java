package io.pixelated.streams.local.region;

import io.pixelated.streams.connectors.kafka.KafkaSources;
import io.pixelated.streams.connectors.kafka.KafkaSources.FirstStart;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationJob;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationSettings;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Lets records through, but for the first time that one record comes by: then the trap that was set
 * for it springs. It works because the job runs in the JVM of the test.
 */
final class Tripwire implements MapFunction<RawRecord, RawRecord> {
  private static final long serialVersionUID = 1L;

  private static volatile Trap trap = Trap.none();

  /** What happens, where, and whether it has. */
  record Trap(Kind kind, long offset, CountDownLatch sprung) {
    static Trap none() {
      return new Trap(Kind.FAIL, Long.MAX_VALUE, new CountDownLatch(1));
    }

    static Trap at(long offset, Kind kind) {
      return new Trap(kind, offset, new CountDownLatch(1));
    }
  }

  enum Kind {
    /** The operator throws. */
    FAIL,
    /** The operator goes no further until its task is taken down: no checkpoint can complete. */
    HOLD
  }

  static void set(Trap next) {
    trap = next;
  }

  /** Defines the job with a tripwire in front of it. */
  static void define(StreamExecutionEnvironment environment, ThreatCorrelationSettings settings) {
    DataStream<RawRecord> raw =
        environment
            .fromSource(
                KafkaSources.rawRecords(
                    settings.kafka(),
                    settings.topics().name(Topic.EVENTS_RAW),
                    settings.groupId(),
                    FirstStart.EARLIEST),
                WatermarkStrategy.noWatermarks(),
                "Raw events")
            .uid("raw-events")
            .map(new Tripwire())
            .returns(TypeInformation.of(RawRecord.class))
            .uid("tripwire")
            .name("Tripwire");
    ThreatCorrelationJob.define(environment, settings, raw);
  }

  @Override
  public RawRecord map(RawRecord record) throws InterruptedException {
    Trap set = trap;
    if (set.sprung().getCount() > 0 && isAt(record.origin(), set)) {
      set.sprung().countDown();
      if (set.kind() == Kind.FAIL) {
        throw new IllegalStateException("the test wants this operator to fail");
      }
      new CountDownLatch(1).await(); // until the task is cancelled
    }
    return record;
  }

  private static boolean isAt(Origin origin, Trap set) {
    return origin.partition() == 0 && origin.offset() == set.offset();
  }
}

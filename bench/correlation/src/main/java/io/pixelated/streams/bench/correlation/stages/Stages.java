package io.pixelated.streams.bench.correlation.stages;

import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.rulebook.RulePipelines;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.jobs.correlation.CorrelationSettings;
import io.pixelated.streams.jobs.correlation.CorrelationStages;
import io.pixelated.streams.jobs.erasure.ErasureSettings;
import io.pixelated.streams.jobs.eventtime.EventTimeSettings;
import io.pixelated.streams.jobs.rules.RuleSettings;
import io.pixelated.streams.jobs.rules.RuleSwitch;
import io.pixelated.streams.residency.keys.KeyLocation;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The job's correlation as the job stacks it, with its usual settings and rules that stay. */
public final class Stages {
  /** The number of the only generation of rules. */
  public static final long GENERATION = 0;

  /** How far behind the latest event one may come. */
  public static final Duration OUT_OF_ORDERNESS = Duration.ofMinutes(2);

  private static final int DEPTH = 4;

  private static final CorrelationStages STAGES =
      new CorrelationStages(
          "bench",
          new RuleSettings(RulePipelines.NONE, DEPTH),
          new CorrelationSettings(
              DEPTH, Duration.ofMillis(50), 100_000, MemorySize.ofMebiBytes(128)),
          new EventTimeSettings(OUT_OF_ORDERNESS, Duration.ofSeconds(30), Duration.ZERO),
          new ErasureSettings(new KeyLocation(KeyLocation.DEVELOPMENT), "eu-central-1", "bench"));

  private Stages() {}

  /** All alerts of {@code rules} over {@code matches}, of every state. */
  public static DataStream<Alert> correlate(
      DataStream<RoutedMatch> matches, List<RuleDocument> rules) {
    DataStream<RuleSwitch> switches =
        matches
            .getExecutionEnvironment()
            .fromData(
                TypeInformation.of(RuleSwitch.class),
                new RuleSwitch(GENERATION, Long.MIN_VALUE, rules))
            .uid("rules");
    DataStream<KeyedRecord> nobody =
        matches
            .getExecutionEnvironment()
            .fromData(
                TypeInformation.of(KeyedRecord.class),
                new KeyedRecord("nobody", new byte[0], new Origin("erasures", 0, 0, 0)))
            .uid("erasures");
    return STAGES.define(matches, switches, nobody, since -> List.of(), "correlation").alerts();
  }
}

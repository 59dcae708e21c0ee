package io.pixelated.streams.jobs.correlation;

import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.jobs.erasure.ErasureSettings;
import io.pixelated.streams.jobs.erasure.ErasureStages;
import io.pixelated.streams.jobs.erasure.HeldOrders;
import io.pixelated.streams.jobs.eventtime.EventTimeSettings;
import io.pixelated.streams.jobs.rules.RuleSettings;
import io.pixelated.streams.jobs.rules.RuleSwitch;
import io.pixelated.streams.privacy.erasure.ErasureReport;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.Either;

/**
 * The operators that correlate: one for each level of rules that refer to each other, each of which
 * hands its alerts to the levels above as events.
 *
 * <pre>
 *   matches ─► bundles ─┬─► stage 1 ─► alerts
 *                       ├──► stage 2 ◄─┤  ─► alerts
 *                       └───► stage 3 ◄┴─┘  ─► alerts
 * </pre>
 *
 * <p>Time passes in a stage when it has passed in all that feed it, so the final alerts of one
 * level are there before the next concludes.
 *
 * @param region the region that alerts are said to come from
 * @param ruleSettings how rules are taken in
 * @param settings how to correlate
 * @param eventTime how event time passes
 * @param erasure how persons are forgotten
 */
public record CorrelationStages(
    String region,
    RuleSettings ruleSettings,
    CorrelationSettings settings,
    EventTimeSettings eventTime,
    ErasureSettings erasure) {
  private static final TypeInformation<RoutedMatch> MATCH = TypeInformation.of(RoutedMatch.class);
  private static final TypeInformation<Either<RuleSwitch, KeyedRecord>> TOLD =
      new EitherTypeInfo<>(
          TypeInformation.of(RuleSwitch.class), TypeInformation.of(KeyedRecord.class));

  /**
   * What comes of correlation.
   *
   * @param alerts the alerts of all levels
   * @param reports what was forgotten
   */
  public record Correlated(DataStream<Alert> alerts, DataStream<ErasureReport> reports) {}

  /**
   * Defines the operators.
   *
   * @param matches what detection rules matched, late events left out
   * @param switches changes of rules, without event time
   * @param erasures records of {@code privacy.erasures}, in one subtask
   * @param announced where provisional alerts go
   * @param uid what the uids of the operators begin with
   */
  public Correlated define(
      DataStream<RoutedMatch> matches,
      DataStream<RuleSwitch> switches,
      DataStream<KeyedRecord> erasures,
      Announced announced,
      String uid) {
    DataStream<Either<RuleSwitch, KeyedRecord>> told = told(switches, erasures, uid);
    DataStream<RoutedMatch> bundles =
        matches
            .connect(switches.broadcast())
            .transform("Bundles", MATCH, new BundleOperator(settings.gatherFor(), ruleSettings))
            .uid(uid + "-bundles")
            .name("Bundles: gather matches of one group");
    List<SingleOutputStreamOperator<Alert>> stages = new ArrayList<>();
    for (int depth = 1; depth <= settings.depth(); depth++) {
      stages.add(stage(depth, bundles, stages, told, uid));
    }
    DataStream<Alert> alerts = stages.get(0);
    DataStream<ErasureReport> reports = stages.get(0).getSideOutput(HeldOrders.REPORTS);
    for (SingleOutputStreamOperator<Alert> higher : stages.subList(1, stages.size())) {
      alerts = alerts.union(higher);
      reports = reports.union(higher.getSideOutput(HeldOrders.REPORTS));
    }
    SingleOutputStreamOperator<Alert> decided =
        alerts
            .keyBy(Alert::id, Types.STRING)
            .connect(erasures.broadcast())
            .transform(
                "Outcomes",
                TypeInformation.of(Alert.class),
                new OutcomeOperator(announced, erasure))
            .uid(uid + "-outcomes")
            .name("Outcomes: decide on orphaned alerts");
    return new Correlated(decided, reports.union(decided.getSideOutput(HeldOrders.REPORTS)));
  }

  /** One stream of all that levels are told, so that each has one more input and not two. */
  private static DataStream<Either<RuleSwitch, KeyedRecord>> told(
      DataStream<RuleSwitch> switches, DataStream<KeyedRecord> erasures, String uid) {
    return switches
        .map(Either::<RuleSwitch, KeyedRecord>Left)
        .returns(TOLD)
        .setParallelism(1)
        .uid(uid + "-told-rules")
        .name("Changes of rules")
        .union(
            erasures
                .map(Either::<RuleSwitch, KeyedRecord>Right)
                .returns(TOLD)
                .setParallelism(1)
                .uid(uid + "-told-erasures")
                .name("Orders of erasure"));
  }

  private SingleOutputStreamOperator<Alert> stage(
      int depth,
      DataStream<RoutedMatch> bundles,
      List<SingleOutputStreamOperator<Alert>> lower,
      DataStream<Either<RuleSwitch, KeyedRecord>> told,
      String uid) {
    DataStream<RoutedMatch> input =
        bundles
            .filter(match -> match.depth() == depth)
            .uid(uid + "-matches-" + depth)
            .name("Matches of level " + depth);
    for (SingleOutputStreamOperator<Alert> below : lower) {
      input = input.union(below.getSideOutput(CorrelateOperator.stage(depth)));
    }
    return input
        .keyBy(RoutedMatch::key, Types.STRING)
        .connect(told.broadcast())
        .transform(
            "Correlate",
            TypeInformation.of(Alert.class),
            new CorrelateOperator(
                region,
                ruleSettings,
                settings.atLevel(depth),
                eventTime.outOfOrderness().toMillis(),
                erasure,
                ErasureStages.correlate(depth)))
        .uid(uid + "-" + depth)
        .name("Correlate: level " + depth);
  }
}

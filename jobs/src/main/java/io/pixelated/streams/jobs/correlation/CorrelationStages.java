package io.pixelated.streams.jobs.correlation;

import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.jobs.eventtime.EventTimeSettings;
import io.pixelated.streams.jobs.rules.RuleSettings;
import io.pixelated.streams.jobs.rules.RuleSwitch;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

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
 */
public record CorrelationStages(
    String region,
    RuleSettings ruleSettings,
    CorrelationSettings settings,
    EventTimeSettings eventTime) {
  private static final TypeInformation<RoutedMatch> MATCH = TypeInformation.of(RoutedMatch.class);

  /**
   * Defines the operators.
   *
   * @param matches what detection rules matched, late events left out
   * @param switches changes of rules, without event time
   * @param announced where provisional alerts go
   * @param uid what the uids of the operators begin with
   * @return the alerts of all levels
   */
  public DataStream<Alert> define(
      DataStream<RoutedMatch> matches,
      DataStream<RuleSwitch> switches,
      Announced announced,
      String uid) {
    DataStream<RoutedMatch> bundles =
        matches
            .connect(switches.broadcast())
            .transform("Bundles", MATCH, new BundleOperator(settings.gatherFor(), ruleSettings))
            .uid(uid + "-bundles")
            .name("Bundles: gather matches of one group");
    List<SingleOutputStreamOperator<Alert>> stages = new ArrayList<>();
    for (int depth = 1; depth <= settings.depth(); depth++) {
      stages.add(stage(depth, bundles, stages, switches, uid));
    }
    DataStream<Alert> alerts = stages.get(0);
    for (SingleOutputStreamOperator<Alert> higher : stages.subList(1, stages.size())) {
      alerts = alerts.union(higher);
    }
    return alerts
        .keyBy(Alert::id, Types.STRING)
        .transform("Outcomes", TypeInformation.of(Alert.class), new OutcomeOperator(announced))
        .uid(uid + "-outcomes")
        .name("Outcomes: decide on orphaned alerts");
  }

  private SingleOutputStreamOperator<Alert> stage(
      int depth,
      DataStream<RoutedMatch> bundles,
      List<SingleOutputStreamOperator<Alert>> lower,
      DataStream<RuleSwitch> switches,
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
        .connect(switches.broadcast())
        .transform(
            "Correlate",
            TypeInformation.of(Alert.class),
            new CorrelateOperator(
                region, ruleSettings, settings, eventTime.outOfOrderness().toMillis()))
        .uid(uid + "-" + depth)
        .name("Correlate: level " + depth);
  }
}

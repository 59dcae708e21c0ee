package io.pixelated.streams.jobs.correlation;

import static io.pixelated.streams.events.AlertState.WITHDRAWN;

import io.pixelated.streams.correlation.GroupState;
import io.pixelated.streams.correlation.KeptAlert;
import io.pixelated.streams.correlation.Raised;
import io.pixelated.streams.correlation.Routed;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.jobs.rules.HeldRules;
import io.pixelated.streams.jobs.rules.RuleGenerations.Generation;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Where a stage's alerts leave: as alerts, and as events for the stages of the rules above. */
final class AlertOutput {
  private final Output<StreamRecord<Alert>> output;
  private final HeldRules rules;
  private final LossCounters losses;

  AlertOutput(Output<StreamRecord<Alert>> output, HeldRules rules, LossCounters losses) {
    this.output = output;
    this.rules = rules;
    this.losses = losses;
  }

  void send(Raised raised) {
    Alert alert = raised.alert();
    output.collect(new StreamRecord<>(alert, alert.time()));
    Generation generation = rules.generations().at(alert.time());
    Routed routed = generation.rulebook().route(raised, generation.number());
    for (RoutedMatch match : routed.matches()) {
      output.collect(
          CorrelateOperator.stage(match.depth()), new StreamRecord<>(match, alert.time()));
    }
    routed.ungrouped().forEach(losses::addUngrouped);
  }

  /** Sends what is left to say of a group that is forgotten because its rule is gone. */
  void end(GroupState group) {
    for (KeptAlert announced : group.announced()) {
      send(announced.alert().in(WITHDRAWN));
    }
    if (group.suppressed() > 0 && group.quieting().isPresent()) {
      send(group.quieting().get().alert().closed(group.suppressed()));
    }
  }

  /** Takes back what was announced about somebody who is forgotten, without a word of them. */
  void takeBack(Alert nameless) {
    Alert withdrawn = nameless.in(WITHDRAWN);
    output.collect(new StreamRecord<>(withdrawn, withdrawn.time()));
  }

  private void send(Alert alert) {
    send(new Raised(alert, alert.group()));
  }
}

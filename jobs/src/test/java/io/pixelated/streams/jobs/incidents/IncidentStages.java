package io.pixelated.streams.jobs.incidents;

import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.incidents.IncidentPolicy;
import io.pixelated.streams.incidents.IncidentPolicyFile;
import io.pixelated.streams.incidents.Report;
import io.pixelated.streams.incidents.Signal;
import io.pixelated.streams.incidents.quality.RuleQuality;
import io.pixelated.streams.incidents.silence.Claimed;
import io.pixelated.streams.incidents.silence.Finding;
import io.pixelated.streams.jobs.erasure.HeldOrders;
import io.pixelated.streams.jobs.erasure.Orders;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;

/** The stages from findings to incidents in harnesses, each begun or restored. */
final class IncidentStages {
  private static final String REGION = "eu-central-1";

  private IncidentStages() {}

  static KeyedTwoInputStreamOperatorTestHarness<String, Signal, KeyedRecord, Report> strands()
      throws Exception {
    return strands(IncidentPolicyFile.shipped(), null);
  }

  /**
   * @param restored null for a stage that begins
   */
  static KeyedTwoInputStreamOperatorTestHarness<String, Signal, KeyedRecord, Report> strands(
      IncidentPolicy policy, OperatorSubtaskState restored) throws Exception {
    return begun(
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new StrandFunction(policy, Orders.SETTINGS), List.of(HeldOrders.RECORDS)),
            Signal::key,
            null,
            Types.STRING),
        restored);
  }

  /**
   * @param restored null for a stage that begins
   */
  static KeyedTwoInputStreamOperatorTestHarness<String, Report, KeyedRecord, Incident> desk(
      OperatorSubtaskState restored) throws Exception {
    return begun(
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new IncidentFunction(REGION, Orders.SETTINGS)),
            report -> IncidentFunction.KEY,
            order -> IncidentFunction.KEY,
            Types.STRING),
        restored);
  }

  /**
   * @param restored null for a stage that begins
   */
  static KeyedTwoInputStreamOperatorTestHarness<String, Claimed, KeyedRecord, Signal> inhibitions(
      OperatorSubtaskState restored) throws Exception {
    return begun(
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new InhibitFunction(REGION, Orders.SETTINGS)),
            claimed -> InhibitFunction.KEY,
            order -> InhibitFunction.KEY,
            Types.STRING),
        restored);
  }

  static TwoInputStreamOperatorTestHarness<Finding, KeyedRecord, Signal> silences()
      throws Exception {
    var harness =
        new TwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithNonKeyedOperator<>(
                new SilenceFunction(REGION, List::of), List.of(SilenceFunction.RECORDS)));
    harness.open();
    return harness;
  }

  static KeyedTwoInputStreamOperatorTestHarness<String, Incident, KeyedRecord, RuleQuality>
      qualities() throws Exception {
    var harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new QualityFunction(REGION)),
            incident -> QualityFunction.KEY,
            record -> QualityFunction.KEY,
            Types.STRING);
    harness.open();
    return harness;
  }

  /** All that the desk is told of signals that come at a time of the clock. */
  static List<Report> reports(long clock, Signal... signals) throws Exception {
    try (var strands = strands()) {
      strands.setProcessingTime(clock);
      for (Signal signal : signals) {
        strands.processElement1(new StreamRecord<>(signal));
      }
      strands.setProcessingTime(clock + 10_000);
      return strands.extractOutputValues();
    }
  }

  /** Orders of erasure, the second input, never hold back the time of the first. */
  private static <I, O> KeyedTwoInputStreamOperatorTestHarness<String, I, KeyedRecord, O> begun(
      KeyedTwoInputStreamOperatorTestHarness<String, I, KeyedRecord, O> harness,
      OperatorSubtaskState restored)
      throws Exception {
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
    harness.processWatermarkStatus2(WatermarkStatus.IDLE);
    return harness;
  }
}

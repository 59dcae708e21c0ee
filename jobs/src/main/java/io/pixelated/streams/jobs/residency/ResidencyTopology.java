package io.pixelated.streams.jobs.residency;

import io.pixelated.streams.connectors.cleared.ClearedType;
import io.pixelated.streams.jobs.meeting.MeetingOperators;
import io.pixelated.streams.jobs.meeting.MeetingPlace;
import io.pixelated.streams.residency.Cleared;
import io.pixelated.streams.residency.Request;
import io.pixelated.streams.residency.keys.KeyLocation;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** From records that are on their way out to those that may go, by policies that may change. */
public final class ResidencyTopology {
  private ResidencyTopology() {}

  /**
   * Defines the stage.
   *
   * @param keys where the region's keys are
   * @param region id of the region that the job runs in
   */
  public static CheckedStreams build(
      DataStream<Request> requests, RulingStreams told, KeyLocation keys, String region) {
    DataStream<RulingChange> changes =
        told.policies()
            .connect(told.approvals())
            .map(new RulingControl())
            .returns(TypeInformation.of(RulingChange.class))
            .uid(ResidencyUids.CONTROL)
            .name("Ruling control: number changes")
            .setParallelism(1)
            .setMaxParallelism(1);
    SingleOutputStreamOperator<Cleared> cleared =
        requests
            .connect(changes.broadcast())
            .transform(
                "Residency check",
                ClearedType.INSTANCE,
                new MeetingOperators<>(
                    new ResidencyOperator(
                        keys,
                        region,
                        told.knownPolicies(),
                        told.knownApprovals(),
                        MeetingPlace.jobManager())))
            .uid(ResidencyUids.CHECK)
            .name("Residency check");
    return new CheckedStreams(
        cleared,
        cleared.getSideOutput(ResidencyOperator.QUARANTINED),
        cleared.getSideOutput(ResidencyOperator.AUDIT),
        cleared.getSideOutput(ResidencyOperator.REJECTED),
        cleared.getSideOutput(ResidencyOperator.ALERTS));
  }
}

package io.pixelated.streams.jobs.incidents;

import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.Incident;
import io.pixelated.streams.incidents.quality.RuleQuality;
import io.pixelated.streams.incidents.silence.Silenced;
import io.pixelated.streams.privacy.erasure.ErasureReport;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What {@link IncidentTopology} gives.
 *
 * @param incidents updates of incidents, those of one id in order
 * @param silenced evidence that raised none because a silence or an inhibition held for it
 * @param qualities what verdicts on incidents say of rules, of one rule in order
 * @param deadLetters silences and dispositions that cannot be read
 * @param reports what was forgotten on order
 */
public record IncidentStreams(
    DataStream<Incident> incidents,
    DataStream<Silenced> silenced,
    DataStream<RuleQuality> qualities,
    DataStream<DeadLetter> deadLetters,
    DataStream<ErasureReport> reports) {}

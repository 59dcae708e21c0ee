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
 * @param silenced evidence that raised none because a silence held for it
 * @param inhibited evidence that raised none because an inhibition held for it
 * @param qualities what verdicts on incidents say of rules, in one subtask
 * @param unreadableSilences silences and inhibitions that cannot be read
 * @param unreadableDispositions dispositions that cannot be read
 * @param reports what was forgotten on order
 */
public record IncidentStreams(
    DataStream<Incident> incidents,
    DataStream<Silenced> silenced,
    DataStream<Silenced> inhibited,
    DataStream<RuleQuality> qualities,
    DataStream<DeadLetter> unreadableSilences,
    DataStream<DeadLetter> unreadableDispositions,
    DataStream<ErasureReport> reports) {}

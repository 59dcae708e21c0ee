package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.Detection;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.jobs.eventtime.Timed;
import java.util.List;
import java.util.Objects;

/**
 * All that was found out about one event by itself.
 *
 * @param eventId the event's id
 * @param time event time, epoch milliseconds
 * @param late whether it came too late for windows
 * @param stale whether the event's time lies before the topic's retention
 * @param origin where it was read
 * @param classification data classes and jurisdictions
 * @param enriched the event with its enrichment, UTF-8 JSON
 * @param detections the rules that matched it
 * @param matches what correlations are to hear of it, unless it is late
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record Analysis(
    String eventId,
    long time,
    boolean late,
    boolean stale,
    Origin origin,
    Classification classification,
    byte[] enriched,
    List<Detection> detections,
    List<RoutedMatch> matches)
    implements Timed<Analysis> {
  public Analysis {
    Objects.requireNonNull(eventId, "eventId");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(classification, "classification");
    Objects.requireNonNull(enriched, "enriched");
    detections = List.copyOf(detections);
    matches = List.copyOf(matches);
  }

  /** The same findings, none of which counts in windows. */
  @Override
  public Analysis asLate() {
    return new Analysis(
        eventId,
        time,
        true,
        stale,
        origin,
        classification,
        enriched,
        detections.stream().map(Detection::asLate).toList(),
        matches);
  }
}

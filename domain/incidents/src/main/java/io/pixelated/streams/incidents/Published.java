package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.IncidentStatus;
import io.pixelated.streams.events.Level;

/**
 * What readers were last told about an incident id.
 *
 * @param writtenAt the writer's clock at that time, epoch milliseconds
 * @param status the status they know
 * @param severity the severity they know
 * @param title the title they know
 * @param firstTime event time of the earliest evidence they know
 * @param lastTime event time of the latest evidence they know
 * @param classification the classification they know
 * @param observed the Kafka timestamp they know
 * @param behind whether there is more to tell that has to wait
 */
public record Published(
    long writtenAt,
    IncidentStatus status,
    Level severity,
    String title,
    long firstTime,
    long lastTime,
    Classification classification,
    long observed,
    boolean behind) {
  Published fallBehind() {
    return new Published(
        writtenAt, status, severity, title, firstTime, lastTime, classification, observed, true);
  }
}

package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.IncidentStatus;
import io.pixelated.streams.events.Level;
import java.util.List;

/**
 * What readers were last told about an incident id.
 *
 * @param version the version they know
 * @param writtenAt the writer's clock at that time, epoch milliseconds
 * @param status the status they know
 * @param severity the severity they know
 * @param title the title they know
 * @param primary the entity they know it by
 * @param firstTime event time of the earliest evidence they know
 * @param lastTime event time of the latest evidence they know
 * @param classification the classification they know
 * @param observed the Kafka timestamp they know
 * @param strands keys of its earliest strands, bounded: tells where its evidence has gone
 * @param behind whether there is more to tell that has to wait
 */
public record Published(
    long version,
    long writtenAt,
    IncidentStatus status,
    Level severity,
    String title,
    Entity primary,
    long firstTime,
    long lastTime,
    Classification classification,
    long observed,
    List<String> strands,
    boolean behind) {
  /** How many strands are remembered of an incident, to find where its evidence went. */
  private static final int MOST_STRANDS = 16;

  public Published {
    strands = List.copyOf(strands);
  }

  /** What readers know once an incident is written. */
  static Published of(Standing standing, Incident incident, long now) {
    List<String> strands =
        standing.component().strands().stream()
            .map(Strand::key)
            .distinct()
            .limit(MOST_STRANDS)
            .toList();
    return new Published(
        incident.version(),
        now,
        incident.status(),
        incident.severity(),
        incident.title(),
        incident.primary(),
        incident.firstTime(),
        incident.lastTime(),
        incident.classification(),
        incident.observed(),
        strands,
        false);
  }

  boolean isOpen() {
    return status == IncidentStatus.OPEN;
  }

  Published fallBehind() {
    return new Published(
        version,
        writtenAt,
        status,
        severity,
        title,
        primary,
        firstTime,
        lastTime,
        classification,
        observed,
        strands,
        true);
  }
}

package io.pixelated.streams.ingest;

import io.pixelated.streams.events.TimeSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * When an event happened, as far as it can be believed.
 *
 * <ul>
 *   <li>The first candidate field of the format that can be read gives the time.
 *   <li>If it lies further ahead of the record's Kafka timestamp than the tolerance, the Kafka
 *       timestamp is taken: an event cannot have been sent before it happened, and one wrong clock
 *       must not push the watermark ahead of everyone else's events.
 *   <li>If it lies further behind than the maximal age, the time stands and the event is stale.
 *   <li>If no field can be read, the Kafka timestamp is taken.
 * </ul>
 *
 * A record without a Kafka timestamp (a negative one) is neither early nor stale.
 *
 * @param millis epoch milliseconds
 * @param source what it was taken from
 * @param stale whether it lies before the topic's retention
 */
public record EventTime(long millis, TimeSource source, boolean stale) {

  /** The time of an event whose record has the given Kafka timestamp in epoch milliseconds. */
  public static EventTime of(ParsedEvent event, long recordTime, IngestSettings settings) {
    for (TimeField candidate : event.format().times()) {
      String text = event.first(candidate.field());
      if (text == null) {
        continue;
      }
      boolean utc = candidate.unzoned() == TimeField.Unzoned.UTC;
      ZoneId zone = utc ? ZoneOffset.UTC : settings.sourceZone();
      Timestamps.Reading reading = Timestamps.read(text, zone);
      if (reading == null || (!reading.zoned() && candidate.unzoned() == TimeField.Unzoned.SKIP)) {
        continue;
      }
      TimeSource source = reading.zoned() || utc ? TimeSource.EVENT : TimeSource.EVENT_LOCAL;
      return believed(reading.millis(), source, recordTime, settings);
    }
    return new EventTime(Math.max(0, recordTime), TimeSource.RECORD, false);
  }

  private static EventTime believed(
      long time, TimeSource source, long recordTime, IngestSettings settings) {
    if (recordTime < 0) {
      return new EventTime(time, source, false);
    }
    if (time - recordTime > settings.futureTolerance().toMillis()) {
      return new EventTime(recordTime, TimeSource.RECORD_FOR_FUTURE, false);
    }
    long maxAge = settings.maxAge().toMillis();
    return new EventTime(time, source, maxAge > 0 && recordTime - time > maxAge);
  }
}

package io.pixelated.streams.ingest;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.events.SecurityEvent;
import io.pixelated.streams.events.TimeSource;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The way from a record's bytes to a security event: parse it, then describe it, then write it
 * enriched. Immutable and thread-safe; build one per process.
 */
public final class Ingest {
  private final IngestSettings settings;
  private final EventParser parser;
  private final Entities entities = Entities.standard();
  private final Classifier classifier = Classifier.standard();
  private final EnrichedJson enrichedJson = new EnrichedJson();

  private Ingest(IngestSettings settings, EventParser parser) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.parser = parser;
  }

  /** Ingest with the data tables that this product ships. */
  public static Ingest standard(IngestSettings settings) {
    return new Ingest(settings, EventParser.standard());
  }

  /** The event that a record is, or why it is none. */
  public ParseResult parse(RawRecord record) {
    return parser.parse(record);
  }

  /** What can be said of an event that {@code record} was parsed to. */
  public SecurityEvent describe(ParsedEvent event, RawRecord record) {
    return describe(event, record, EventTime.of(event, record.origin().timestamp(), settings));
  }

  /** The same of an event that is known to have happened at {@code time}, epoch milliseconds. */
  public SecurityEvent describe(ParsedEvent event, RawRecord record, long time) {
    return describe(event, record, new EventTime(time, TimeSource.EVENT, false));
  }

  /**
   * The time that a field of an event tells, in epoch milliseconds; empty if it tells none.
   *
   * @param field the field's name or dotted path; a time without a zone is UTC
   */
  public static OptionalLong time(ParsedEvent event, String field) {
    String text = event.first(field);
    Timestamps.Reading reading = text == null ? null : Timestamps.readAny(text);
    return reading == null ? OptionalLong.empty() : OptionalLong.of(reading.millis());
  }

  private SecurityEvent describe(ParsedEvent event, RawRecord record, EventTime time) {
    return new SecurityEvent(
        EventId.of(event, record.origin()),
        settings.region(),
        time.millis(),
        time.source(),
        time.stale(),
        record.origin(),
        event.source(),
        entities.of(event),
        classifier.of(event),
        event.json());
  }

  /** Whom and what an event is about, sorted and bounded. */
  public List<Entity> entities(ParsedEvent event) {
    return entities.of(event);
  }

  /** What data an event holds and whose law applies to it. */
  public Classification classify(ParsedEvent event) {
    return classifier.of(event);
  }

  /**
   * The event's own JSON object, untouched, with what ingest found out in a last member {@code
   * enrichment}.
   */
  public byte[] enriched(SecurityEvent event) {
    return enrichedJson.of(event);
  }
}

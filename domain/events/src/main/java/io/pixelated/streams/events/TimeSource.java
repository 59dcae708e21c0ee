package io.pixelated.streams.events;

/** What an event's time was taken from. */
public enum TimeSource {
  /** The event itself, with a zone. */
  EVENT,
  /** The event itself, without a zone, read in the zone that its source is configured with. */
  EVENT_LOCAL,
  /** The Kafka record: the event carries no readable time. */
  RECORD,
  /** The Kafka record: the event's own time lies in the future of the broker's clock. */
  RECORD_FOR_FUTURE
}

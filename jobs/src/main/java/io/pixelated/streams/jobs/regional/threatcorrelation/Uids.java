package io.pixelated.streams.jobs.regional.threatcorrelation;

/**
 * The uids of the job's operators: what ties their state to them in a savepoint. They are never
 * changed or used again for something else.
 */
final class Uids {
  static final String RAW_EVENTS = "raw-events";
  static final String RULES = "rules";
  static final String DETECT = "detect";
  static final String EVENT_TIME = "event-time";
  static final String CORRELATE = "correlate";
  static final String SEQUENCES = "sequences";
  static final String INCIDENTS = "incidents";
  static final String EVENTS_TO_STORE = "events-to-store";
  static final String RESIDENCY = "residency";
  static final String TRANSACTIONAL_SINK = "kafka-transactional";
  static final String PROMPT_SINK = "kafka-prompt";
  static final String DATABASE_SINK = "database";

  private Uids() {}
}

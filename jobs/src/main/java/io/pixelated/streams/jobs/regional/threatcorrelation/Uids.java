package io.pixelated.streams.jobs.regional.threatcorrelation;

/**
 * The uids of the job's operators: what ties their state to them in a savepoint. They are never
 * changed or used again for something else. {@code sealed-dead-letters} and {@code
 * sealed-refused-rows} were those of operators without state.
 */
final class Uids {
  static final String RAW_EVENTS = "raw-events";
  static final String RULES = "rules";
  static final String RULE_CONTROL = "rule-control";
  static final String SILENCES = "silences";
  static final String DISPOSITIONS = "dispositions";
  static final String POLICIES = "policies";
  static final String APPROVALS = "approvals";
  static final String ERASURES = "erasures";
  static final String READ_ERASURES = "read-erasures";
  static final String TOLD_RULES = "told-rules";
  static final String TOLD_ERASURES = "told-erasures";
  static final String ERASURE_RECORDS = "erasure-records";
  static final String DETECT = "detect";
  static final String RULE_SWITCHES = "rule-switches";
  static final String EVENT_TIME = "event-time";
  static final String DETECTIONS = "detections";
  static final String MATCHES = "matches";
  static final String CORRELATE = "correlate";
  static final String FINAL_ALERTS = "final-alerts";
  static final String PROVISIONAL_ALERTS = "provisional-alerts";
  static final String MATCHED_EVENTS = "matched-events";
  static final String EVENTS_TO_STORE = "events-to-store";
  static final String WRITTEN_DETECTIONS = "written-detections";
  static final String WRITTEN_INCIDENTS = "written-incidents";
  static final String DETECTIONS_TO_STORE = "detections-to-store";
  static final String INCIDENTS_TO_STORE = "incidents-to-store";
  static final String ENRICHED_RECORDS = "enriched-records";
  static final String DETECTION_RECORDS = "detection-records";
  static final String ALERT_RECORDS = "alert-records";
  static final String DEAD_LETTER_RECORDS = "dead-letter-records";
  static final String QUARANTINE_RECORDS = "quarantine-records";
  static final String AUDIT = "audit";
  static final String AUDIT_RECORDS = "audit-records";
  static final String INCIDENT_RECORDS = "incident-records";
  static final String PROVISIONAL_RECORDS = "provisional-alert-records";
  static final String STATUS_RECORDS = "rule-status-records";
  static final String SILENCED_RECORDS = "silenced-records";
  static final String QUALITY_RECORDS = "rule-quality-records";
  static final String OPS_ALERT_RECORDS = "ops-alert-records";
  static final String TRANSACTIONAL_SINK = "kafka-transactional";
  static final String PROMPT_SINK = "kafka-prompt";
  static final String DATABASE = "database";

  private Uids() {}
}

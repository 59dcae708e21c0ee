package io.pixelated.streams.jobs.incidents;

/**
 * The uids of the operators around incidents: what ties their state to them in a savepoint. They
 * are never changed or used again for something else.
 */
final class IncidentUids {
  static final String FINDINGS = "findings";
  static final String SILENCES = "silence";
  static final String INHIBITIONS = "inhibit";
  static final String STRANDS = "evidence-strands";
  static final String INCIDENTS = "incident-desk";
  static final String QUALITY = "rule-quality";

  private IncidentUids() {}
}

package io.pixelated.streams.events;

/** What an update of an {@link Incident} tells, with its OCSF activity. */
public enum IncidentChange {
  OPENED(1),
  /** There is more evidence, or less. */
  UPDATED(2),
  /** Its severity has risen. */
  ESCALATED(2),
  /** It was closed, and evidence has come that belongs to it. */
  REOPENED(2),
  CLOSED(3),
  MERGED(3),
  WITHDRAWN(3);

  private final int activityId;

  IncidentChange(int activityId) {
    this.activityId = activityId;
  }

  /** OCSF {@code activity_id} of an Incident Finding: 1 create, 2 update, 3 close. */
  public int activityId() {
    return activityId;
  }
}

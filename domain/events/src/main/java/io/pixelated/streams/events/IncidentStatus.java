package io.pixelated.streams.events;

/** Where an incident is in its life, with its OCSF status and activity. */
public enum IncidentStatus {
  /** Evidence may still be added. */
  OPEN(1, "New", 1),
  /** Nothing was added for the quiet period. */
  CLOSED(4, "Resolved", 3),
  /** Its evidence was found to belong to another incident, named by {@code mergedInto}. */
  MERGED(99, "Merged", 3),
  /** Its evidence was withdrawn. */
  WITHDRAWN(99, "Withdrawn", 3);

  private final int statusId;
  private final String caption;
  private final int activityId;

  IncidentStatus(int statusId, String caption, int activityId) {
    this.statusId = statusId;
    this.caption = caption;
    this.activityId = activityId;
  }

  /** OCSF {@code status_id} of an Incident Finding; 99 is "other". */
  public int statusId() {
    return statusId;
  }

  /** OCSF {@code status}. */
  public String caption() {
    return caption;
  }

  /** OCSF {@code activity_id}: 1 create or update (told apart by version), 3 close. */
  public int activityId() {
    return activityId;
  }
}

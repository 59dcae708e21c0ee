package io.pixelated.streams.events;

/** Where an incident is in its life, with its OCSF status. */
public enum IncidentStatus {
  /** Evidence may still be added. */
  OPEN(1, "New"),
  /** Nothing was added for the quiet period. */
  CLOSED(4, "Resolved"),
  /** Its evidence was found to belong to another incident, named by {@code mergedInto}. */
  MERGED(99, "Merged"),
  /** Its evidence was withdrawn. */
  WITHDRAWN(99, "Withdrawn");

  private final int statusId;
  private final String caption;

  IncidentStatus(int statusId, String caption) {
    this.statusId = statusId;
    this.caption = caption;
  }

  /** OCSF {@code status_id} of an Incident Finding; 99 is "other". */
  public int statusId() {
    return statusId;
  }

  /** OCSF {@code status}. */
  public String caption() {
    return caption;
  }
}

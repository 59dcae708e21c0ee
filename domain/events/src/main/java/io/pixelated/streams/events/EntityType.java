package io.pixelated.streams.events;

/** What kind of thing an {@link Entity} names, with its OCSF observable type. */
public enum EntityType {
  USER(4, "User Name"),
  HOST(1, "Hostname"),
  ADDRESS(2, "IP Address"),
  SESSION(99, "Session"),
  TOKEN(99, "API Token"),
  /** Stands in where findings name nobody: what they share is the rule. */
  RULE(99, "Detection Rule"),
  /**
   * Stands in for somebody who changes addresses: what findings share is how it is done, the rule.
   */
  METHOD(99, "Method");

  private final int observableTypeId;
  private final String observableType;

  EntityType(int observableTypeId, String observableType) {
    this.observableTypeId = observableTypeId;
    this.observableType = observableType;
  }

  /** The {@code type_id} of an OCSF observable; 99 is "other". */
  public int observableTypeId() {
    return observableTypeId;
  }

  /** The {@code type} caption of an OCSF observable. */
  public String observableType() {
    return observableType;
  }
}

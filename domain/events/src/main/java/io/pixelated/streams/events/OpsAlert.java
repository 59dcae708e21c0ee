package io.pixelated.streams.events;

import java.util.Locale;
import java.util.Objects;

/**
 * A condition that somebody who runs the platform has to look at.
 *
 * @param id the same for the same condition, however often it is told of
 * @param region region whose job tells of it
 * @param condition what kind it is, in one word
 * @param severity how bad it is
 * @param owner who has to look at it
 * @param time when it began, epoch milliseconds
 * @param escalateAt when somebody else is told if it still holds, epoch milliseconds
 * @param reason what is the matter, and what would help; never content of a record
 */
public record OpsAlert(
    String id,
    String region,
    String condition,
    Severity severity,
    String owner,
    long time,
    long escalateAt,
    String reason) {
  /** How bad a condition is. */
  public enum Severity {
    LOW,
    HIGH,
    CRITICAL
  }

  public OpsAlert {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(reason, "reason");
  }

  /** The alert as it stands on {@code ops.alerts}: UTF-8 JSON. */
  public byte[] toJson() {
    return Ocsf.bytes(
        Ocsf.MAPPER
            .createObjectNode()
            .put("id", id)
            .put("region", region)
            .put("condition", condition)
            .put("severity", severity.name().toLowerCase(Locale.ROOT))
            .put("owner", owner)
            .put("time", time)
            .put("escalate_at", escalateAt)
            .put("reason", reason));
  }
}

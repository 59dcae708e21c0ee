package io.pixelated.streams.residency;

import java.util.List;
import java.util.Objects;

/**
 * How long a record is kept, counted from its time.
 *
 * @param keepAtLeastMonths it is not deleted before
 * @param deleteAtLatestMonths it is deleted by then; 0: no limit
 * @param categories what the regimes call such records, sorted
 * @param holds ids of the legal holds under which it is not deleted, whatever the months say
 * @param resolution how regimes that contradict each other were reconciled; empty if none do
 */
public record Retention(
    int keepAtLeastMonths,
    int deleteAtLatestMonths,
    List<String> categories,
    List<String> holds,
    String resolution) {
  /** Nothing is said about it. */
  public static final Retention UNLIMITED = new Retention(0, 0, List.of(), List.of(), "");

  public Retention {
    if (keepAtLeastMonths < 0 || deleteAtLatestMonths < 0) {
      throw new IllegalArgumentException("months of retention are negative: give 0 or more");
    }
    if (deleteAtLatestMonths > 0 && keepAtLeastMonths > deleteAtLatestMonths) {
      throw new IllegalArgumentException(
          "kept for at least %d months and deleted after %d: resolve it first"
              .formatted(keepAtLeastMonths, deleteAtLatestMonths));
    }
    categories = List.copyOf(categories);
    holds = List.copyOf(holds);
    Objects.requireNonNull(resolution, "resolution");
  }

  /** Such as {@code keep 84 months, delete by 84 months}. */
  public String text() {
    String keep = keepAtLeastMonths == 0 ? "" : "keep " + keepAtLeastMonths + " months";
    String delete =
        deleteAtLatestMonths == 0 ? "" : "delete by " + deleteAtLatestMonths + " months";
    String limits = keep.isEmpty() || delete.isEmpty() ? keep + delete : keep + ", " + delete;
    return (limits.isEmpty() ? "no limit" : limits)
        + (holds.isEmpty() ? "" : "; held by " + String.join(", ", holds))
        + (resolution.isEmpty() ? "" : "; " + resolution);
  }
}

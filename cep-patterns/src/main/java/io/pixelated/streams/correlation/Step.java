package io.pixelated.streams.correlation;

import io.pixelated.streams.events.Alert;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one match or one advance of time does to a group.
 *
 * @param state what to remember; empty if there is nothing left to remember
 * @param alerts what to send, in order
 * @param timer an event-time timer to set in addition to those that are set
 * @param losses what was left out
 */
public record Step(
    Optional<GroupState> state, List<Alert> alerts, OptionalLong timer, Losses losses) {
  /**
   * Counts of what was left out.
   *
   * @param late matches that came behind the watermark
   * @param thinned matches left out because their group held too much
   * @param partialMatches partial matches of a sequence given up because there were too many
   * @param suppressed firings in the quiet time after an alert
   */
  public record Losses(long late, long thinned, long partialMatches, long suppressed) {
    public static final Losses NONE = new Losses(0, 0, 0, 0);

    public Losses plus(Losses other) {
      return new Losses(
          late + other.late,
          thinned + other.thinned,
          partialMatches + other.partialMatches,
          suppressed + other.suppressed);
    }
  }

  public Step {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(timer, "timer");
    Objects.requireNonNull(losses, "losses");
    alerts = List.copyOf(alerts);
  }
}

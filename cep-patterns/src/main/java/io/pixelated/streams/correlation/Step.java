package io.pixelated.streams.correlation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one match or one advance of time does to a group.
 *
 * @param state what to remember; empty if there is nothing left to remember
 * @param raised what to send, in order
 * @param timer an event-time timer to set in addition to those that are set
 * @param losses what was left out
 */
public record Step(
    Optional<GroupState> state, List<Raised> raised, OptionalLong timer, Losses losses) {
  /**
   * Counts of what was left out.
   *
   * @param late matches that came behind the watermark
   * @param thinned matches left out because their group held too much
   * @param partialMatches partial matches of a sequence given up because there were too many
   * @param suppressed firings in the quiet time after an alert
   * @param notNumber matches whose value is not a decimal number
   * @param groups groups that were not begun because their rule has too many
   */
  public record Losses(
      long late, long thinned, long partialMatches, long suppressed, long notNumber, long groups) {
    public static final Losses NONE = new Losses(0, 0, 0, 0, 0, 0);

    /** So many matches came behind the watermark. */
    public static Losses late(long matches) {
      return new Losses(matches, 0, 0, 0, 0, 0);
    }

    /** So many matches were left out because their group held too much. */
    public static Losses thinned(long matches) {
      return new Losses(0, matches, 0, 0, 0, 0);
    }

    /** So many partial matches were given up. */
    public static Losses partialMatches(long matches) {
      return new Losses(0, 0, matches, 0, 0, 0);
    }

    /** So many firings were only counted. */
    public static Losses suppressed(long firings) {
      return new Losses(0, 0, 0, firings, 0, 0);
    }

    /** So many matches had no number for a value. */
    public static Losses notNumber(long matches) {
      return new Losses(0, 0, 0, 0, matches, 0);
    }

    /** So many matches fell into groups that were not begun. */
    public static Losses groups(long matches) {
      return new Losses(0, 0, 0, 0, 0, matches);
    }

    public Losses plus(Losses other) {
      return new Losses(
          late + other.late,
          thinned + other.thinned,
          partialMatches + other.partialMatches,
          suppressed + other.suppressed,
          notNumber + other.notNumber,
          groups + other.groups);
    }
  }

  public Step {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(timer, "timer");
    Objects.requireNonNull(losses, "losses");
    raised = List.copyOf(raised);
  }
}

package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a window holds, as far as its condition needs to know. Events enter in order of time and
 * leave in the same order; nothing of what left is remembered.
 */
interface Tally {
  /** There is none. */
  long NEVER = Long.MAX_VALUE;

  /** An event of this kind is not held. */
  long NOT_HELD = Long.MIN_VALUE;

  /** Takes in all events of one time, which is not before any that was taken in. */
  void enter(List<MatchedEvent> batch);

  /**
   * Takes in events of which only a summary is known.
   *
   * @param time event time from which they count, not before any that was taken in
   */
  default void enter(long time, Residue residue) {
    throw new UnsupportedOperationException("only numbers are summed up");
  }

  /** Lets go of everything up to {@code time}. */
  void leave(long time);

  /** Time of the oldest event that is held and whose leaving may matter; {@link #NEVER} if none. */
  long oldest();

  /** Whether the condition holds for what is held. */
  boolean holds();

  /** Whether the condition holds only if events of one time are taken as being in order. */
  default boolean isTied() {
    return false;
  }

  /** What the condition compares, as alerts show it. */
  BigDecimal number();

  /** The latest time at which an event of {@code kind} was taken in; {@link #NOT_HELD} if none. */
  default long latest(String kind) {
    return NOT_HELD;
  }

  /** Whether the condition cannot hold even if {@code more} events came in. */
  default boolean isOutOfReach(int more) {
    return false;
  }

  /** Lets go of what is held of certain kinds of events, where it tells kinds apart. */
  default void forget(Predicate<String> kinds) {
    // It knows how many there are, and not which.
  }

  void write(ByteWriter out);

  /** Takes in what another one of its kind wrote; it holds nothing yet. */
  void read(ByteReader in);
}

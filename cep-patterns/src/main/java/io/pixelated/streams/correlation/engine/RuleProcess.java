package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.Firing;
import io.pixelated.streams.correlation.MatchedEvent;
import java.util.List;
import java.util.function.Predicate;

/**
 * What one kind of correlation does with a group. What is common to all kinds, such as quiet times,
 * announcements and timers, is {@link GroupProcess}'s.
 */
interface RuleProcess {
  /** Nothing is left for which time would have to be advanced. */
  long NEVER = Long.MAX_VALUE;

  /** Adds events that are not late to {@link Remembered#events()}, within bounds. */
  void take(Remembered state, List<MatchedEvent> events);

  /**
   * Takes events up to {@code now} out of {@link Remembered#events()}: they are final. Only those
   * that are certain count.
   *
   * @param quiet to be asked before each firing, in order of time
   * @return the firings up to {@code now} that it admitted
   */
  List<Firing> settle(Remembered state, long now, QuietTime quiet);

  /**
   * What would fire after {@link Remembered#settled} if no other event came; empty where that
   * cannot be told. Leaves {@code state} as it is. What {@link Remembered#announcedAt} knows need
   * not be told in full.
   *
   * @param quiet to be asked before each firing, in order of time
   */
  List<Foreseen> foresee(Remembered state, QuietTime quiet);

  /**
   * When time must be advanced even if no event comes and {@link #foresee} sees nothing; {@link
   * #NEVER} once nothing has to be remembered.
   */
  long next(Remembered state);

  /**
   * What is remembered beside events, without some of them.
   *
   * @param memory {@link Remembered#memory} under the rule as it is
   * @param settled event time up to which everything is final
   * @param events which events are to be forgotten
   * @param values which counted values are
   */
  byte[] forget(
      byte[] memory, long settled, Predicate<MatchedEvent> events, Predicate<String> values);

  /** Makes what was kept under another meaning, but the same selection, fit for this one. */
  void migrate(Remembered state);
}

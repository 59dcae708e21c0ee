package io.pixelated.streams.correlation;

import io.pixelated.streams.events.RuleRef;
import java.util.List;
import java.util.Set;

/** A compiled rule over the matches of other rules, one group at a time. */
public sealed interface Correlation permits WindowCorrelation, Sequence {
  /** What it has in common with all others. */
  Frame frame();

  /** Keys of the detection rules and correlations whose matches and alerts it takes. */
  Set<String> rules();

  /** The fields whose combined value is counted, or whose number is taken; empty for none. */
  List<String> valueFields();

  /** What identifies it. */
  default String key() {
    return ref().id();
  }

  /** The rule as its alerts name it. */
  default RuleRef ref() {
    return frame().ref();
  }

  /** How events fall into groups. */
  default Grouping grouping() {
    return frame().grouping();
  }

  /** Names of the fields that its events bring along in {@link MatchedEvent#fields()}. */
  default List<String> carried() {
    return frame().carried();
  }

  /** How far back it looks, in milliseconds. */
  default long timespan() {
    return frame().timespan();
  }

  /** How long a group is quiet after an alert, in milliseconds. */
  default long suppress() {
    return frame().suppress();
  }

  /** How many correlations lie below it, itself included. */
  default int depth() {
    return frame().depth();
  }

  /** Whether its alerts may raise incidents by themselves (Sigma's {@code generate}). */
  default boolean standalone() {
    return frame().standalone();
  }

  /**
   * Digest of what decides which events it takes into which group: type, rules, grouping, value
   * fields. Events that were kept under another selection are not valid for it.
   */
  default String selection() {
    return frame().selection();
  }

  /** Digest of everything that decides what it fires on: the generation in its alerts' ids. */
  default String meaning() {
    return frame().meaning();
  }
}

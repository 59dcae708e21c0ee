package io.pixelated.streams.correlation;

import io.pixelated.streams.events.RuleRef;
import java.util.List;
import java.util.Set;

/** A compiled rule over the matches of other rules, one group at a time. */
public sealed interface Correlation permits WindowCorrelation, Sequence {
  /** The rule as its alerts name it. */
  RuleRef ref();

  /** Keys of the detection rules whose matches it takes. */
  Set<String> rules();

  /** How events fall into groups. */
  Grouping grouping();

  /** The fields whose combined value is counted; empty where none is. */
  List<String> valueFields();

  /** How far back it looks, in milliseconds; also how long a group is quiet after an alert. */
  long timespan();

  /** Whether its alerts may raise incidents by themselves (Sigma's {@code generate}). */
  boolean standalone();

  /**
   * Digest of everything that decides what it fires on. State that was kept under another meaning
   * is not valid for it.
   */
  String meaning();

  /** What identifies it. */
  default String key() {
    return ref().id();
  }
}

package io.pixelated.streams.sigma.match;

/**
 * Where an event's fields lie among its values. What a name means (nesting, aliases, letter case)
 * is up to the implementation. Immutable and safe for threads.
 *
 * <p>Matching remembers what it looked up in a layout; two that answer alike should be one
 * instance, or {@linkplain Object#equals equal}.
 */
public interface FieldLayout {

  /**
   * The numbers of the values that a rule means by {@code field}.
   *
   * @return null if the event has no such field; empty if it has it without a value, as an empty
   *     array. Not to be changed.
   */
  int[] values(String field);

  /** The event's own name of a value, by which keywords explain themselves. */
  String name(int value);
}

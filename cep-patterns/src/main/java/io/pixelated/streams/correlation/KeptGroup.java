package io.pixelated.streams.correlation;

import java.util.Objects;

/**
 * A group's state as it is kept: packed, where nobody looks at it before it is written or another
 * match comes; or not packed yet.
 */
public final class KeptGroup {
  /** The state of no group of no rule. */
  static final KeptGroup NOBODY = of(GroupState.NOBODY);

  /** Null if it is not packed. */
  private final byte[] packed;

  /** Null if it is packed. */
  private final GroupState state;

  private KeptGroup(byte[] packed, GroupState state) {
    this.packed = packed;
    this.state = state;
  }

  /** Keeps {@code state} as it is. */
  public static KeptGroup of(GroupState state) {
    return new KeptGroup(null, Objects.requireNonNull(state, "state"));
  }

  /** Keeps {@code state} as bytes: one object instead of dozens, so that many may be kept. */
  public static KeptGroup packed(GroupState state) {
    return new KeptGroup(GroupStateFormat.write(state).toBytes(), null);
  }

  static KeptGroup read(byte[] packed) {
    return new KeptGroup(packed, null);
  }

  /**
   * The state.
   *
   * @throws IllegalStateException if it was packed by a version with another format
   */
  public GroupState state() {
    return state == null ? GroupStateFormat.read(packed) : state;
  }

  /** The state as bytes, which are not to be changed. */
  public byte[] bytes() {
    return packed == null ? GroupStateFormat.write(state).toBytes() : packed;
  }
}

package io.pixelated.streams.sigma.rule;

import java.util.Objects;

/** Another rule, and what this one has to do with it. */
public record Related(String id, Type type) {

  /** What a rule has to do with another. */
  public enum Type {
    /** This rule was made from the other, which may remain active. */
    DERIVED,
    /** This rule replaces the other. */
    OBSOLETE,
    /** This rule was made from several, which may remain active. */
    MERGED,
    /** This rule had that id before. */
    RENAMED,
    /** The rules look for much the same. */
    SIMILAR,
    /** This rule correlates matches of the other; known to pySigma only. */
    CORRELATION
  }

  public Related {
    Objects.requireNonNull(id);
    Objects.requireNonNull(type);
  }
}

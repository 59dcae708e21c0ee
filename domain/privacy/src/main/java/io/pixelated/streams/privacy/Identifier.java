package io.pixelated.streams.privacy;

import io.pixelated.streams.events.Entity;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * A name by which records may tell of a person; normalised, so that equal names have equal values.
 *
 * @param kind what kind of name it is
 * @param value the name
 */
public record Identifier(IdentifierKind kind, String value) implements Comparable<Identifier> {
  /** A shorter one would be found in everybody's records. */
  static final int SHORTEST = 2;

  static final int LONGEST = 256;

  private static final Comparator<Identifier> ORDER =
      Comparator.comparing(Identifier::kind).thenComparing(Identifier::value);

  /**
   * Normalises the name.
   *
   * @throws IllegalArgumentException if it is no such name; does not quote it
   */
  public Identifier {
    Objects.requireNonNull(kind, "kind");
    value =
        kind.normalise(value)
            .filter(name -> name.length() >= SHORTEST && name.length() <= LONGEST)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "one is no %s of %d to %d characters"
                            .formatted(
                                kind == IdentifierKind.IP ? "IP address" : kind.word(),
                                SHORTEST,
                                LONGEST)));
  }

  /** The entity that jobs make of it; empty if they make none. */
  public Optional<Entity> entity() {
    return kind.entity()
        .map(
            type ->
                new Entity(
                    type,
                    kind == IdentifierKind.EMAIL ? value.substring(0, value.indexOf('@')) : value));
  }

  @Override
  public int compareTo(Identifier other) {
    return ORDER.compare(this, other);
  }

  /** The kind alone: the value is personal. */
  @Override
  public String toString() {
    return "Identifier[" + kind.word() + ']';
  }
}

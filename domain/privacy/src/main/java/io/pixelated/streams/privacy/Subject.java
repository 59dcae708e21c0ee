package io.pixelated.streams.privacy;

import io.pixelated.streams.events.Entity;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * A person, as the names by which records may tell of them; sorted and without repeats.
 *
 * @param identifiers at least one, at most {@value #MOST}
 */
public record Subject(List<Identifier> identifiers) {
  /** More are a list of people rather than one person's names. */
  public static final int MOST = 50;

  public Subject {
    identifiers = List.copyOf(new TreeSet<>(identifiers));
    if (identifiers.isEmpty() || identifiers.size() > MOST) {
      throw new IllegalArgumentException(
          "a subject has %d identifiers: give 1 to %d".formatted(identifiers.size(), MOST));
    }
  }

  public static Subject of(Collection<Identifier> identifiers) {
    return new Subject(List.copyOf(identifiers));
  }

  /** Whom the jobs' records name when they name this person, sorted and without repeats. */
  public List<Entity> entities() {
    return List.copyOf(
        new TreeSet<>(identifiers.stream().flatMap(i -> i.entity().stream()).toList()));
  }

  /** How many identifiers there are: they are personal. */
  @Override
  public String toString() {
    return "Subject[" + identifiers.size() + " identifiers]";
  }
}

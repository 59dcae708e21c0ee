package io.pixelated.streams.events;

import java.util.Comparator;
import java.util.Objects;

/**
 * Someone or something that events are about: a user, a host, an address.
 *
 * @param type what kind of thing it is
 * @param value its name, normalised so that equal things have equal values
 */
public record Entity(EntityType type, String value) implements Comparable<Entity> {
  private static final Comparator<Entity> ORDER =
      Comparator.comparing(Entity::type).thenComparing(Entity::value);

  public Entity {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(value, "value");
  }

  @Override
  public int compareTo(Entity other) {
    return ORDER.compare(this, other);
  }
}

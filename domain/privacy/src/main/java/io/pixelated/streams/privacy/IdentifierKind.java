package io.pixelated.streams.privacy;

import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.ingest.Addresses;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** What kind of name an {@link Identifier} is. */
public enum IdentifierKind {
  /** A user name, without the domain that some systems put before it or behind an at sign. */
  USER(EntityType.USER),
  /** A mail address; what stands before its at sign is a user name to the jobs. */
  EMAIL(EntityType.USER),
  HOST(EntityType.HOST),
  IP(EntityType.ADDRESS),
  SESSION(EntityType.SESSION),
  TOKEN(EntityType.TOKEN),
  PATIENT(null),
  DEVICE(null);

  private final EntityType entity;

  IdentifierKind(EntityType entity) {
    this.entity = entity;
  }

  /** The kind as requests name it, such as {@code user}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As what jobs know it; empty if they make no entity of it. */
  public Optional<EntityType> entity() {
    return Optional.ofNullable(entity);
  }

  /** One spelling for all of a name, as entities have it; empty if this is no such name. */
  Optional<String> normalise(String text) {
    String name = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    String normal =
        switch (this) {
          case SESSION, TOKEN -> name;
          case IP -> Addresses.canonical(name);
          case USER -> user(name.toLowerCase(Locale.ROOT));
          case EMAIL -> isMail(name) ? name.toLowerCase(Locale.ROOT) : null;
          case HOST, PATIENT, DEVICE -> name.toLowerCase(Locale.ROOT);
        };
    return Optional.ofNullable(normal).filter(value -> !value.isEmpty());
  }

  private static String user(String name) {
    String plain = name.substring(name.lastIndexOf('\\') + 1);
    int at = plain.indexOf('@');
    return at > 0 ? plain.substring(0, at) : plain;
  }

  private static boolean isMail(String name) {
    int at = name.indexOf('@');
    return at > 0 && at < name.length() - 1 && name.indexOf('@', at + 1) < 0;
  }
}

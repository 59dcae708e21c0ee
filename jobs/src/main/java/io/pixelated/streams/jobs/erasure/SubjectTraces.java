package io.pixelated.streams.jobs.erasure;

import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.privacy.Identifier;
import io.pixelated.streams.privacy.IdentifierKind;
import io.pixelated.streams.privacy.Subject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds a person's names in what stages hold, in any letter case, and where they are part of a
 * longer text: a user with a domain, a path, a command line. A name inside of another name is not
 * found: {@code ana} is neither in {@code banana} nor in {@code ana.keller}.
 */
public final class SubjectTraces {
  private final Set<Entity> entities;
  private final List<Name> names = new ArrayList<>();

  /**
   * @param isHost whether a domain may follow it
   */
  private record Name(String text, boolean isHost) {}

  public SubjectTraces(Subject subject) {
    entities = Set.copyOf(subject.entities());
    Set<Name> all = new HashSet<>();
    for (Identifier identifier : subject.identifiers()) {
      all.add(new Name(lower(identifier.value()), identifier.kind() == IdentifierKind.HOST));
    }
    for (Entity entity : entities) {
      all.add(new Name(lower(entity.value()), entity.type() == EntityType.HOST));
    }
    names.addAll(all);
  }

  /** Whether an entity is this person, or is named after them. */
  public boolean in(Entity entity) {
    return switch (entity.type()) {
      case RULE, METHOD -> false;
      default -> entities.contains(entity) || in(entity.value());
    };
  }

  /** Whether one of some entities is this person. */
  public boolean inEntities(Collection<Entity> some) {
    return some.stream().anyMatch(this::in);
  }

  /** Whether a text names this person. */
  public boolean in(String text) {
    String lower = lower(text);
    for (Name name : names) {
      for (int at = lower.indexOf(name.text); at >= 0; at = lower.indexOf(name.text, at + 1)) {
        if (isWhole(lower, at, at + name.text.length(), name.isHost)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether one of some texts names this person. */
  public boolean inTexts(Collection<String> some) {
    return some.stream().anyMatch(this::in);
  }

  /**
   * Whether bytes may name this person in some UTF-8 text of theirs, wherever in them that begins:
   * true more often than not if that is so, and always if it is.
   */
  public boolean maybeIn(byte[] bytes, int length) {
    String text = lower(new String(bytes, 0, length, StandardCharsets.UTF_8));
    return names.stream().anyMatch(name -> text.contains(name.text));
  }

  private static boolean isWhole(String text, int begin, int end, boolean isHost) {
    return !isInside(text, begin - 1, begin - 2)
        && (!isInside(text, end, end + 1) || (isHost && text.charAt(end) == '.'));
  }

  /** Whether a name goes on with the character at {@code next}, and not only a sentence. */
  private static boolean isInside(String text, int next, int afterNext) {
    if (next < 0 || next >= text.length()) {
      return false;
    }
    char c = text.charAt(next);
    if (Character.isLetterOrDigit(c)) {
      return true;
    }
    boolean joins = c == '.' || c == '_' || c == '-';
    return joins
        && afterNext >= 0
        && afterNext < text.length()
        && Character.isLetterOrDigit(text.charAt(afterNext));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** How many names there are: they are personal. */
  @Override
  public String toString() {
    return "SubjectTraces[" + names.size() + " names]";
  }
}

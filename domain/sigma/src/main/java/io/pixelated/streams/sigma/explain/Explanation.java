package io.pixelated.streams.sigma.explain;

import io.pixelated.streams.sigma.match.LogSources;
import io.pixelated.streams.sigma.match.ValueKind;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a rule matched an event, or did not: every part of its condition with its verdict, also those
 * that matching had no need to look at.
 *
 * @param event the log sources that the event belongs to
 * @param applies whether the rule's log source is among them
 * @param condition verdict of the condition, wherever the event is from
 */
public record Explanation(DetectionRule rule, LogSources event, boolean applies, Node condition) {

  public Explanation {
    Objects.requireNonNull(rule);
    Objects.requireNonNull(event);
    Objects.requireNonNull(condition);
  }

  /** Whether the rule matched the event. */
  public boolean matched() {
    return applies && condition.holds();
  }

  /** A part of a condition, and whether it holds. */
  public sealed interface Node permits All, Any, Not, Named, Leaf {
    boolean holds();
  }

  /**
   * Holds if every part does.
   *
   * @param label as the condition writes it, such as {@code all of filter_*}; else empty
   */
  public record All(String label, List<Node> parts) implements Node {
    public All {
      Objects.requireNonNull(label);
      parts = List.copyOf(parts);
    }

    @Override
    public boolean holds() {
      return parts.stream().allMatch(Node::holds);
    }
  }

  /**
   * Holds if one part does.
   *
   * @param label as the condition writes it, such as {@code 1 of selection_*}; else empty
   */
  public record Any(String label, List<Node> parts) implements Node {
    public Any {
      Objects.requireNonNull(label);
      parts = List.copyOf(parts);
    }

    @Override
    public boolean holds() {
      return parts.stream().anyMatch(Node::holds);
    }
  }

  /** Holds if its part does not. */
  public record Not(Node part) implements Node {
    public Not {
      Objects.requireNonNull(part);
    }

    @Override
    public boolean holds() {
      return !part.holds();
    }
  }

  /** A selection. */
  public record Named(String name, Node part) implements Node {
    public Named {
      Objects.requireNonNull(name);
      Objects.requireNonNull(part);
    }

    @Override
    public boolean holds() {
      return part.holds();
    }
  }

  /**
   * One line of a selection.
   *
   * @param field empty for keywords, which are searched in every value
   * @param modifiers as written
   * @param wanted the values as written; the first ones, if there are many
   * @param wantedInAll how many values are written
   * @param present whether the event has the field, even without a value
   * @param seen the field's values; for keywords those in which one was found
   */
  public record Leaf(
      boolean holds,
      Optional<String> field,
      List<String> modifiers,
      List<Wanted> wanted,
      int wantedInAll,
      boolean present,
      List<Seen> seen)
      implements Node {
    public Leaf {
      Objects.requireNonNull(field);
      modifiers = List.copyOf(modifiers);
      wanted = List.copyOf(wanted);
      seen = List.copyOf(seen);
    }
  }

  /**
   * A value that a rule asks for.
   *
   * @param text as written; quoted if it is text
   * @param found whether a value of the event satisfies it by itself
   */
  public record Wanted(String text, boolean found) {
    public Wanted {
      Objects.requireNonNull(text);
    }
  }

  /**
   * A value that an event has.
   *
   * @param name the event's own name of it
   * @param counts whether the line holds because of it
   */
  public record Seen(String name, ValueKind kind, String text, boolean counts) {
    public Seen {
      Objects.requireNonNull(name);
      Objects.requireNonNull(kind);
      Objects.requireNonNull(text);
    }
  }
}

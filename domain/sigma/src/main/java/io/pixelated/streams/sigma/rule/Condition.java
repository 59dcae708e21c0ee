package io.pixelated.streams.sigma.rule;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A boolean expression over the named selections of a rule, or the named rules of a correlation.
 */
public sealed interface Condition
    permits Condition.And, Condition.Or, Condition.Not, Condition.Named, Condition.Quantified {

  /** The same condition over the selections as {@code names} calls them. */
  Condition renamed(UnaryOperator<String> names);

  /** What it is over, from left to right, as often as it says so. */
  Stream<String> mentioned();

  record And(List<Condition> parts) implements Condition {
    public And {
      parts = List.copyOf(parts);
    }

    @Override
    public Condition renamed(UnaryOperator<String> names) {
      return new And(parts.stream().map(part -> part.renamed(names)).toList());
    }

    @Override
    public Stream<String> mentioned() {
      return parts.stream().flatMap(Condition::mentioned);
    }
  }

  record Or(List<Condition> parts) implements Condition {
    public Or {
      parts = List.copyOf(parts);
    }

    @Override
    public Condition renamed(UnaryOperator<String> names) {
      return new Or(parts.stream().map(part -> part.renamed(names)).toList());
    }

    @Override
    public Stream<String> mentioned() {
      return parts.stream().flatMap(Condition::mentioned);
    }
  }

  record Not(Condition part) implements Condition {
    public Not {
      Objects.requireNonNull(part);
    }

    @Override
    public Condition renamed(UnaryOperator<String> names) {
      return new Not(part.renamed(names));
    }

    @Override
    public Stream<String> mentioned() {
      return part.mentioned();
    }
  }

  /** A selection by its name. */
  record Named(String name) implements Condition {
    public Named {
      Objects.requireNonNull(name);
    }

    @Override
    public Condition renamed(UnaryOperator<String> names) {
      return new Named(names.apply(name));
    }

    @Override
    public Stream<String> mentioned() {
      return Stream.of(name);
    }
  }

  /**
   * {@code 1 of x*}, {@code all of them}.
   *
   * @param all whether every selection must hold, else one suffices
   * @param pattern as written
   * @param names the selections it stands for; never empty
   */
  record Quantified(boolean all, String pattern, List<String> names) implements Condition {
    public Quantified {
      Objects.requireNonNull(pattern);
      names = List.copyOf(names);
      if (names.isEmpty()) {
        throw new IllegalArgumentException("a quantifier needs selections");
      }
    }

    @Override
    public Condition renamed(UnaryOperator<String> renaming) {
      return new Quantified(all, pattern, names.stream().map(renaming).toList());
    }

    @Override
    public Stream<String> mentioned() {
      return names.stream();
    }
  }
}

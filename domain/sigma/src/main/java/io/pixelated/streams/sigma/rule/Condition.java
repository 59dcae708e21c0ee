package io.pixelated.streams.sigma.rule;

import java.util.List;
import java.util.Objects;

/**
 * A boolean expression over the named selections of a rule, or the named rules of a correlation.
 */
public sealed interface Condition
    permits Condition.And, Condition.Or, Condition.Not, Condition.Named, Condition.Quantified {

  record And(List<Condition> parts) implements Condition {
    public And {
      parts = List.copyOf(parts);
    }
  }

  record Or(List<Condition> parts) implements Condition {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  record Not(Condition part) implements Condition {
    public Not {
      Objects.requireNonNull(part);
    }
  }

  /** A selection by its name. */
  record Named(String name) implements Condition {
    public Named {
      Objects.requireNonNull(name);
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
  }
}

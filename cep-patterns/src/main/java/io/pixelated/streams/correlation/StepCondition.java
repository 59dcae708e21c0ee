package io.pixelated.streams.correlation;

import io.pixelated.streams.sigma.rule.Comparison;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What must hold between an event that a sequence looks at and the events that it took before;
 * {@code docs/sequences.md} defines each.
 */
public sealed interface StepCondition {
  /** The step whose events it looks at besides the event itself. */
  Optional<String> step();

  /** Names of the fields it reads. */
  List<String> fields();

  /** The same with every step called otherwise. */
  StepCondition renamed(UnaryOperator<String> names);

  /** Which of a step's events is meant. */
  enum Pick {
    FIRST,
    LAST,
    ANY,
    ALL;

    /** How documents write it. */
    public String spelling() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A step's events, or one of them. */
  record Earlier(String step, Pick pick) {
    public Earlier {
      Objects.requireNonNull(step, "step");
      Objects.requireNonNull(pick, "pick");
    }

    Earlier renamed(UnaryOperator<String> names) {
      return new Earlier(names.apply(step), pick);
    }
  }

  /**
   * A field of the event compared with constants: equal to one of them, different from all, or in
   * an order relation with the only one.
   */
  record WithConstant(String field, Comparison comparison, List<String> values)
      implements StepCondition {
    public WithConstant {
      Objects.requireNonNull(field, "field");
      Objects.requireNonNull(comparison, "comparison");
      values = List.copyOf(values);
    }

    @Override
    public Optional<String> step() {
      return Optional.empty();
    }

    @Override
    public List<String> fields() {
      return List.of(field);
    }

    @Override
    public StepCondition renamed(UnaryOperator<String> names) {
      return this;
    }
  }

  /** A field of the event compared with a field of earlier events. */
  record WithEarlier(String field, Comparison comparison, Earlier earlier, String other)
      implements StepCondition {
    public WithEarlier {
      Objects.requireNonNull(field, "field");
      Objects.requireNonNull(comparison, "comparison");
      Objects.requireNonNull(earlier, "earlier");
      Objects.requireNonNull(other, "other");
    }

    @Override
    public Optional<String> step() {
      return Optional.of(earlier.step());
    }

    @Override
    public List<String> fields() {
      return List.of(field, other);
    }

    @Override
    public StepCondition renamed(UnaryOperator<String> names) {
      return new WithEarlier(field, comparison, earlier.renamed(names), other);
    }
  }

  /** The time since earlier events, in milliseconds, compared with a constant. */
  record Elapsed(Earlier earlier, Comparison comparison, long millis) implements StepCondition {
    public Elapsed {
      Objects.requireNonNull(earlier, "earlier");
      Objects.requireNonNull(comparison, "comparison");
    }

    @Override
    public Optional<String> step() {
      return Optional.of(earlier.step());
    }

    @Override
    public List<String> fields() {
      return List.of();
    }

    @Override
    public StepCondition renamed(UnaryOperator<String> names) {
      return new Elapsed(earlier.renamed(names), comparison, millis);
    }
  }

  /** How far or how fast one travelled on the globe from where earlier events took place. */
  record Travel(
      Measure measure,
      Earlier earlier,
      Comparison comparison,
      BigDecimal limit,
      String latitude,
      String longitude)
      implements StepCondition {
    /** What is measured. */
    public enum Measure {
      /** In kilometres. */
      DISTANCE,
      /** In kilometres per hour. */
      SPEED
    }

    public Travel {
      Objects.requireNonNull(measure, "measure");
      Objects.requireNonNull(earlier, "earlier");
      Objects.requireNonNull(comparison, "comparison");
      Objects.requireNonNull(limit, "limit");
      Objects.requireNonNull(latitude, "latitude");
      Objects.requireNonNull(longitude, "longitude");
    }

    @Override
    public Optional<String> step() {
      return Optional.of(earlier.step());
    }

    @Override
    public List<String> fields() {
      return List.of(latitude, longitude);
    }

    @Override
    public StepCondition renamed(UnaryOperator<String> names) {
      return new Travel(measure, earlier.renamed(names), comparison, limit, latitude, longitude);
    }
  }

  /**
   * A number made of all events of a step compared with a constant; of the step that has the
   * condition, the event itself included.
   *
   * @param field what is summed up or told apart; empty for a count
   */
  record Total(Kind kind, String of, String field, Comparison comparison, BigDecimal limit)
      implements StepCondition {
    /** How the number is made. */
    public enum Kind {
      /** How many events. */
      COUNT,
      /** How many different values. */
      DISTINCT,
      /** The sum of the values that are numbers. */
      SUM;

      /** How documents write it. */
      public String spelling() {
        return name().toLowerCase(Locale.ROOT);
      }
    }

    public Total {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(of, "of");
      Objects.requireNonNull(field, "field");
      Objects.requireNonNull(comparison, "comparison");
      Objects.requireNonNull(limit, "limit");
    }

    @Override
    public Optional<String> step() {
      return Optional.of(of);
    }

    @Override
    public List<String> fields() {
      return Stream.of(field).filter(name -> !name.isEmpty()).toList();
    }

    @Override
    public StepCondition renamed(UnaryOperator<String> names) {
      return new Total(kind, names.apply(of), field, comparison, limit);
    }
  }
}

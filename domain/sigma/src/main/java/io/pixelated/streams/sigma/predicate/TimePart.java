package io.pixelated.streams.sigma.predicate;

import io.pixelated.streams.sigma.rule.Comparison;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import java.util.Objects;

/** Holds for times of which a part, such as the hour, compares with a number. */
public record TimePart(Unit unit, Comparison comparison, BigDecimal number)
    implements ValuePredicate {

  /** A part of a date and time; weeks are those of ISO 8601. */
  public enum Unit {
    MINUTE(ChronoField.MINUTE_OF_HOUR),
    HOUR(ChronoField.HOUR_OF_DAY),
    DAY(ChronoField.DAY_OF_MONTH),
    WEEK(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
    MONTH(ChronoField.MONTH_OF_YEAR),
    YEAR(ChronoField.YEAR);

    private final TemporalField field;

    Unit(TemporalField field) {
      this.field = field;
    }
  }

  public TimePart {
    Objects.requireNonNull(unit);
    Objects.requireNonNull(comparison);
    Objects.requireNonNull(number);
  }

  @Override
  public boolean test(EventValue value) {
    LocalDateTime time = read(value);
    return time != null && comparison.holds(BigDecimal.valueOf(time.get(unit.field)), number);
  }

  @Override
  public int cost() {
    return 300;
  }

  /**
   * ISO 8601, in which a space may stand for the {@code T}, read in UTC unless it has an offset; or
   * seconds or milliseconds since 1970.
   */
  private static LocalDateTime read(EventValue value) {
    BigDecimal epoch = value.number();
    try {
      return epoch != null ? Timestamps.ofEpoch(epoch) : Timestamps.parse(value.text());
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }
}

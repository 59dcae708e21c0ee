package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.StepCondition.Travel;
import java.math.BigDecimal;
import java.util.OptionalDouble;

/** Distances between events on a sphere of the Earth's mean radius; the same on every machine. */
final class Globe {
  /** Mean radius in kilometres as the International Union of Geodesy and Geophysics defines it. */
  private static final double RADIUS = 6371.0088;

  private static final double MILLIS_PER_HOUR = 3_600_000;

  private Globe() {}

  /** Whether {@code travel} holds for one who was at {@code from} and then at {@code to}. */
  static boolean holds(Travel travel, MatchedEvent from, MatchedEvent to) {
    OptionalDouble kilometres = kilometres(travel, from, to);
    if (kilometres.isEmpty()) {
      return false;
    }
    // Speed above a limit is a distance above what the limit allows: no division by no time.
    double hours = (to.time() - from.time()) / MILLIS_PER_HOUR;
    double limit = travel.limit().doubleValue();
    double allowed = travel.measure() == Travel.Measure.SPEED ? limit * hours : limit;
    return travel
        .comparison()
        .holds(BigDecimal.valueOf(kilometres.getAsDouble()), BigDecimal.valueOf(allowed));
  }

  private static OptionalDouble kilometres(Travel travel, MatchedEvent from, MatchedEvent to) {
    OptionalDouble latitude = degrees(from, travel.latitude(), 90);
    OptionalDouble longitude = degrees(from, travel.longitude(), 180);
    OptionalDouble otherLatitude = degrees(to, travel.latitude(), 90);
    OptionalDouble otherLongitude = degrees(to, travel.longitude(), 180);
    if (latitude.isEmpty()
        || longitude.isEmpty()
        || otherLatitude.isEmpty()
        || otherLongitude.isEmpty()) {
      return OptionalDouble.empty();
    }
    double here = StrictMath.toRadians(latitude.getAsDouble());
    double there = StrictMath.toRadians(otherLatitude.getAsDouble());
    double up = StrictMath.sin((there - here) / 2);
    double along =
        StrictMath.sin(
            StrictMath.toRadians(otherLongitude.getAsDouble() - longitude.getAsDouble()) / 2);
    double chord = up * up + StrictMath.cos(here) * StrictMath.cos(there) * along * along;
    return OptionalDouble.of(2 * RADIUS * StrictMath.asin(Math.min(1, StrictMath.sqrt(chord))));
  }

  private static OptionalDouble degrees(MatchedEvent event, String field, double most) {
    String text = event.fields().get(field);
    if (text == null || Decimal.of(text).isEmpty()) {
      return OptionalDouble.empty();
    }
    double degrees = Decimal.of(text).get().doubleValue();
    return Math.abs(degrees) <= most ? OptionalDouble.of(degrees) : OptionalDouble.empty();
  }
}

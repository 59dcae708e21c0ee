package io.pixelated.streams.local.scenario;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;

/** How an activity spreads over the hours of a local day; every rhythm averages to one. */
enum Rhythm {
  /** Patients: a morning peak, a lower noon, a high evening, quiet nights. */
  PATIENTS(2, 1, 1, 1, 1, 3, 8, 16, 22, 18, 14, 13, 12, 12, 13, 14, 16, 20, 24, 26, 24, 18, 10, 5),
  /** Clinics: office hours with a morning peak, a few people at night. */
  CLINIC(2, 2, 2, 2, 2, 3, 8, 20, 34, 30, 26, 24, 16, 24, 26, 24, 20, 14, 9, 6, 5, 4, 3, 2),
  /** Desks: office hours only. */
  OFFICE(0, 0, 0, 0, 0, 0, 2, 10, 28, 30, 30, 28, 18, 28, 30, 28, 22, 10, 4, 2, 1, 1, 0, 0),
  /** Nightly jobs. */
  NIGHTLY(20, 30, 30, 24, 14, 6, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 8, 12),
  /** Machines that never sleep. */
  STEADY(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

  @SuppressWarnings("ImmutableEnumChecker") // never written after construction
  private final double[] factors;

  Rhythm(int... hours) {
    double total = Arrays.stream(hours).sum();
    factors = Arrays.stream(hours).mapToDouble(hour -> hour * 24 / total).toArray();
  }

  double at(Instant time, ZoneId zone) {
    return factors[time.atZone(zone).getHour()];
  }
}

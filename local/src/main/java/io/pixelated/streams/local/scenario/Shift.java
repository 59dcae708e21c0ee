package io.pixelated.streams.local.scenario;

/** Rostered hours of a day in local time; a shift may run past midnight. */
record Shift(int startHour, int endHour) {
  static final Shift EARLY = new Shift(6, 14);
  static final Shift DAY = new Shift(8, 17);
  static final Shift LATE = new Shift(13, 22);
  static final Shift NIGHT = new Shift(21, 7);

  Shift {
    if (startHour < 0 || startHour > 23 || endHour < 0 || endHour > 23 || startHour == endHour) {
      throw new IllegalArgumentException(
          "shift " + startHour + ".." + endHour + " must join two different hours in 0..23");
    }
  }

  boolean covers(int hour) {
    return startHour < endHour
        ? hour >= startHour && hour < endHour
        : hour >= startHour || hour < endHour;
  }
}

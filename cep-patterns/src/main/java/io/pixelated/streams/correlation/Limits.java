package io.pixelated.streams.correlation;

/**
 * How much one group of one correlation may hold.
 *
 * @param eventsPerGroup events kept within one timespan, roughly, unless the threshold needs more;
 *     what is beyond is thinned out
 * @param eventsPerSlot events kept in one slot of a timespan before thinning starts
 * @param evidence event ids that an alert names at most, the latest
 * @param entities entities that an alert names at most
 * @param partialMatches partial matches of one sequence in one group
 */
public record Limits(
    int eventsPerGroup, int eventsPerSlot, int evidence, int entities, int partialMatches) {
  public Limits {
    positive("eventsPerGroup", eventsPerGroup);
    positive("eventsPerSlot", eventsPerSlot);
    positive("evidence", evidence);
    positive("entities", entities);
    positive("partialMatches", partialMatches);
  }

  /** What the job uses. */
  public static Limits standard() {
    return new Limits(2_000, 256, 256, 32, 256);
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ": it must be at least 1");
    }
  }
}

package io.pixelated.streams.connectors.database;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waiting times between tries: doubling from a first to a longest, each shortened by up to half at
 * random, so that writers that failed together do not come back together.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(20);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final RandomGenerator random;
  private long next = FIRST.toMillis();

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  long nextMillis() {
    long wait = next;
    next = Math.min(2 * next, LONGEST.toMillis());
    return wait - random.nextLong(wait / 2 + 1);
  }
}

package io.pixelated.streams.local.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Repeatable randomness: the same seed and labels give the same throws on every machine.
 *
 * <p>Built on {@link Random}, whose algorithm is part of the Java specification.
 */
final class Dice {
  private final Random random;

  private Dice(long seed) {
    this.random = new Random(seed);
  }

  /** Independent dice for every combination of labels under one seed. */
  static Dice of(long seed, Object... labels) {
    long hash = mix(seed + 0x9E3779B97F4A7C15L);
    for (Object label : labels) {
      String text = label.toString();
      for (int i = 0; i < text.length(); i++) {
        hash = mix(hash ^ text.charAt(i));
      }
      hash = mix(hash + 0x9E3779B97F4A7C15L);
    }
    return new Dice(hash);
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A whole number from {@code low} to {@code high}, both included. */
  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  double fraction() {
    return random.nextDouble();
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** One key, chosen in proportion to its weight; the map's order must be stable. */
  <T> T weighted(Map<T, Double> weights) {
    double total = 0;
    for (double weight : weights.values()) {
      total += weight;
    }
    double left = random.nextDouble() * total;
    T last = null;
    for (Map.Entry<T, Double> entry : weights.entrySet()) {
      last = entry.getKey();
      left -= entry.getValue();
      if (left < 0) {
        break;
      }
    }
    return last;
  }

  /** How often something with this mean happens; normal approximation above a mean of 30. */
  int poisson(double mean) {
    if (mean > 30) {
      return (int) Math.max(0, StrictMath.round(mean + StrictMath.sqrt(mean) * gaussian()));
    }
    double limit = StrictMath.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  private double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }

  /** A duration in milliseconds' resolution between two whole seconds. */
  Duration seconds(int low, int high) {
    return Duration.ofMillis((long) (low * 1000L + random.nextDouble() * (high - low) * 1000L));
  }

  Duration minutes(int low, int high) {
    return seconds(low * 60, high * 60);
  }

  /** A time in {@code [from, to)}; {@code from} if that is empty. */
  Instant timeIn(Instant from, Instant to) {
    long span = Math.max(0, Duration.between(from, to).toMillis());
    return from.plusMillis((long) (random.nextDouble() * span));
  }

  String hex(int digits) {
    StringBuilder text = new StringBuilder(digits);
    for (int i = 0; i < digits; i++) {
      text.append(Character.forDigit(random.nextInt(16), 16));
    }
    return text.toString();
  }

  /** A version 4 UUID. */
  String uuid() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}

package io.pixelated.streams.bench.correlation.attacker;

import io.pixelated.streams.bench.correlation.cluster.Feed;
import io.pixelated.streams.bench.correlation.load.Matches;
import io.pixelated.streams.bench.correlation.stages.Stages;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What somebody sends who wants the job to run out of memory, faster than any of it can be
 * forgotten again; then little for long enough that all of it can.
 *
 * @param rules the rules that it is aimed at
 * @param keys events, each with a user or an address that nobody has seen before
 * @param flood events of one group, each with another value
 * @param partial first steps of a sequence, all of one group
 */
record Attack(List<Aim> rules, long keys, long flood, long partial) implements Feed<RoutedMatch> {
  /** Events of the quiet time after it. */
  static final long AFTERWARDS = 1_000;

  private static final long START = 1_700_000_000_000L;
  private static final long PER_SECOND = 20_000;
  private static final long APART_AFTERWARDS = Duration.ofSeconds(20).toMillis();
  private static final long OUT_OF_ORDERNESS = Stages.OUT_OF_ORDERNESS.toMillis();

  /**
   * A rule to aim at.
   *
   * @param correlation its key
   * @param rule key of the detection rule whose matches it takes
   * @param valued whether it counts values
   */
  record Aim(String correlation, String rule, boolean valued) implements java.io.Serializable {}

  long attacking() {
    return keys + flood + partial;
  }

  @Override
  public RoutedMatch at(long index, long observed) {
    if (index < keys) {
      return match(index, (int) (index % AttackedRules.CROWDED), "somebody-" + index);
    }
    if (index < keys + flood) {
      return match(index, AttackedRules.FLOODED_VALUES, "victim");
    }
    if (index < attacking()) {
      return match(index, AttackedRules.FLOODED_SEQUENCE, "victim");
    }
    return match(index, (int) (index % AttackedRules.CROWDED), "nobody-" + index % 100);
  }

  private RoutedMatch match(long index, int rule, String key) {
    Aim aim = rules.get(rule);
    return Matches.routed(
        aim.correlation(),
        List.of(key),
        Matches.event(
            new UUID(index * 0x9E3779B97F4A7C15L, index).toString(),
            time(index),
            time(index),
            aim.rule(),
            aim.valued() ? "value-" + index : "",
            List.of(new Entity(EntityType.USER, key)),
            Classification.UNKNOWN));
  }

  @Override
  public long time(long index) {
    long attack = Math.min(index, attacking()) * 1000 / PER_SECOND;
    return START + attack + Math.max(0, index - attacking()) * APART_AFTERWARDS;
  }

  @Override
  public long watermark(long index) {
    return time(index) - OUT_OF_ORDERNESS - 1;
  }

  @Override
  public int watermarkEvery() {
    return 2_000;
  }
}

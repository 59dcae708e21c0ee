package io.pixelated.streams.bench.correlation.sequences;

import io.pixelated.streams.bench.correlation.cluster.Feed;
import java.util.List;
import java.util.UUID;

/**
 * Events in chains of three, each of one key and one rule; many chains are under way at a time.
 * Nine of ten take the steps in order, the others the wrong way round.
 *
 * @param rules per rule the keys of its three detection rules
 * @param keys how many keys there are
 */
record StepFeed(List<List<String>> rules, int keys) implements Feed<StepEvent> {
  /** How many chains lie between two events of one chain. */
  static final int UNDER_WAY = 50;

  private static final long START = 1_700_000_000_000L;
  private static final long MILLIS_APART = 5;

  /** Chains visit all pairs of a key and a rule before one comes again; no divisor in common. */
  private static final long STRIDE = 387_943;

  @Override
  public StepEvent at(long index, long observed) {
    int step = (int) (index % 3);
    long chain = index / 3 - (long) step * UNDER_WAY;
    long pair = Math.floorMod(chain * STRIDE, (long) keys * rules.size());
    boolean ordered = Math.floorMod(chain, 10) != 9;
    String rule = rules.get((int) (pair / keys)).get(ordered ? step : 2 - step);
    return new StepEvent(
        new UUID(STRIDE, index).toString(), time(index), "user-" + pair % keys, rule);
  }

  @Override
  public long time(long index) {
    return START + index * MILLIS_APART;
  }

  @Override
  public long watermark(long index) {
    return time(index);
  }

  @Override
  public int watermarkEvery() {
    return 100;
  }
}

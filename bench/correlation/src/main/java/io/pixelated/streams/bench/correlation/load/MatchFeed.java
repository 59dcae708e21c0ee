package io.pixelated.streams.bench.correlation.load;

import io.pixelated.streams.bench.correlation.cluster.Feed;
import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Matches on their way to the groups of many rules.
 *
 * <p>One group in a hundred is busy and takes a fifth of all matches; the others share the rest
 * evenly. 97 of 100 matches of a group are of the rule's first detection. Events come up to ten
 * seconds out of order.
 */
public final class MatchFeed implements Feed<RoutedMatch> {
  private static final long serialVersionUID = 1L;

  private static final long START = 1_700_000_000_000L;
  private static final long DISORDER = 10_000;
  private static final Classification CLASSIFICATION =
      Classification.of(List.of(DataClass.PERSONAL), List.of("EU"));

  private final List<Target> targets;
  private final int groups;
  private final int perSecond;
  private final long outOfOrderness;

  /** What a match must bring for one correlation. */
  private record Target(String key, List<String> rules, int fields, boolean valued)
      implements java.io.Serializable {}

  /**
   * @param correlations those that matches are routed to, none of which takes alerts
   * @param groups how many groups there are, of all of them together
   * @param perSecond matches in a second of event time
   * @param outOfOrderness milliseconds that the watermark stays behind
   */
  public MatchFeed(List<Correlation> correlations, int groups, int perSecond, long outOfOrderness) {
    this.groups = groups;
    this.perSecond = perSecond;
    this.outOfOrderness = outOfOrderness;
    targets = new ArrayList<>();
    for (Correlation correlation : correlations) {
      targets.add(
          new Target(
              correlation.key(),
              List.copyOf(Rules.of(correlation)),
              correlation.grouping().fields().size(),
              !correlation.valueFields().isEmpty()));
    }
  }

  @Override
  public RoutedMatch at(long index, long observed) {
    long random = mix(index);
    int group = group(random);
    Target target = targets.get(group % targets.size());
    int member = group / targets.size();
    String user = "user-" + group;
    String address = "10." + (group >> 16 & 255) + '.' + (group >> 8 & 255) + '.' + (group & 255);
    List<Entity> entities =
        List.of(new Entity(EntityType.USER, user), new Entity(EntityType.ADDRESS, address));
    long dice = random >>> 32;
    List<String> rules = target.rules();
    int rule = dice % 100 < 97 ? 0 : (int) (dice / 100 % rules.size());
    String value = "";
    if (target.valued()) {
      // a busy group has many values, the others few
      value = Long.toString(isBusy(group) ? dice / 7 % 100 : dice / 7 % 4 * 20 + member % 10);
    }
    MatchedEvent event =
        Matches.event(
            new UUID(random, index).toString(),
            time(index),
            observed,
            rules.get(rule),
            value,
            entities,
            CLASSIFICATION);
    return Matches.routed(
        target.key(), target.fields() > 1 ? List.of(user, address) : List.of(user), event);
  }

  private int group(long random) {
    long dice = (random & 0xFFFF) % 100;
    long place = (random >>> 16 & 0xFFFF_FFFFL) % groups;
    return (int) (dice < 20 ? place / 100 * 100 : place);
  }

  private static boolean isBusy(int group) {
    return group % 100 == 0;
  }

  @Override
  public long time(long index) {
    return START + DISORDER + index * 1000 / perSecond - (mix(~index) & 0xFFFFFF) % DISORDER;
  }

  @Override
  public long watermark(long index) {
    return START + DISORDER + index * 1000 / perSecond - outOfOrderness - 1;
  }

  @Override
  public int watermarkEvery() {
    // as the job sends them five times a second
    return Math.max(1, perSecond / 5);
  }

  private static long mix(long index) {
    long z = (index + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

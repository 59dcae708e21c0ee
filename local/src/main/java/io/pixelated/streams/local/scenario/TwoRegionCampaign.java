package io.pixelated.streams.local.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One actor sprays passwords in two regions, one after the other, from the same address. */
final class TwoRegionCampaign implements Attack {
  @Override
  public void play(Plot plot) {
    Scene first = plot.scenes().get(0);
    Scene second = plot.scenes().get(1);
    Origin source = plot.attacker(first);
    plot.involve(second, source.ip());
    Instant end = PasswordSpray.spray(plot, first, source, plot.start());
    PasswordSpray.spray(plot, second, source, end.plus(plot.dice().minutes(2, 40)));
  }

  @Override
  public Duration longest() {
    return Duration.ofMinutes(140);
  }

  @Override
  public List<String> techniques() {
    return List.of("T1110.003", "T1078");
  }

  @Override
  public int regions() {
    return 2;
  }
}

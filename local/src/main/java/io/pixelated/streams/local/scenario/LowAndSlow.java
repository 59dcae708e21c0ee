package io.pixelated.streams.local.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One account is tried for hours, a few times an hour, from ever-changing addresses. */
final class LowAndSlow implements Attack {
  @Override
  public void play(Plot plot) {
    Dice dice = plot.dice();
    Scene scene = plot.scene();
    Person victim =
        plot.victim(
            scene, dice.chance(0.5) ? scene.world().patients() : scene.world().clinicians());
    List<Origin> sources = new ArrayList<>();
    int count = dice.between(10, 20);
    for (int i = 0; i < count; i++) {
      sources.add(plot.attacker(scene));
    }
    Instant time = plot.start();
    Instant end = time.plus(longest());
    int attempts = dice.between(40, 60);
    for (int i = 0; i < attempts && time.isBefore(end); i++) {
      new Account(victim, sources.get(i % count), scene).failLogin(time, "bad_password");
      time = time.plus(dice.minutes(5, 13));
    }
  }

  @Override
  public Duration longest() {
    return Duration.ofHours(10);
  }

  @Override
  public List<String> techniques() {
    return List.of("T1110.001");
  }
}

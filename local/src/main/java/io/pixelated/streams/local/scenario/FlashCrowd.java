package io.pixelated.streams.local.scenario;

import java.time.Instant;

/**
 * A newsletter sends many patients to the portal at once: high load on an edge, some throttling.
 */
final class FlashCrowd implements Traffic {
  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    String edge = dice.pick(scene.world().edges());
    int minutes = dice.between(4, 9);
    int networks = dice.between(2, 4);
    for (int i = 0; i < networks; i++) {
      String network = EdgeSummaries.network(dice.pick(scene.world().patients()).home());
      Instant time = start.plus(dice.seconds(0, 30));
      for (int slot = 0; slot < minutes * 2; slot++) {
        int requests = dice.between(6_000, 16_000);
        EdgeSummaries.summary(
            edge,
            network,
            requests,
            requests / dice.between(8, 30),
            dice.between(0, 12),
            time,
            scene);
        time = time.plusSeconds(30);
      }
    }
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.PATIENTS;
  }

  @Override
  public double records() {
    return 39;
  }
}

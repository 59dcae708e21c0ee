package io.pixelated.streams.local.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Many client networks flood one edge; throttling cuts most of it and errors rise behind it. */
final class EdgeDdos implements Attack {
  @Override
  public void play(Plot plot) {
    Dice dice = plot.dice();
    Scene scene = plot.scene();
    String edge = dice.pick(scene.world().edges());
    plot.involve(scene, edge);
    Set<String> networks = new LinkedHashSet<>();
    int count = dice.between(10, 25);
    while (networks.size() < count) {
      City city = dice.pick(scene.world().abroad());
      networks.add(EdgeSummaries.network(scene.world().networks().rented(city, dice)));
    }
    plot.involve(scene, networks.toArray(String[]::new));
    int slots = dice.between(12, 30);
    Instant time = plot.start();
    for (int slot = 0; slot < slots; slot++) {
      for (String network : networks) {
        int requests = dice.between(14_000, 80_000);
        int limited = requests * dice.between(35, 75) / 100;
        EdgeSummaries.summary(
            edge,
            network,
            requests,
            limited,
            dice.between(50, 900),
            time.plusMillis(dice.between(0, 8_000)),
            scene);
      }
      time = time.plusSeconds(10);
    }
  }

  @Override
  public Duration longest() {
    return Duration.ofMinutes(6);
  }

  @Override
  public List<String> techniques() {
    return List.of("T1498.001", "T1499.002");
  }
}

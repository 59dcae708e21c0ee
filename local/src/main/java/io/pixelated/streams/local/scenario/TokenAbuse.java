package io.pixelated.streams.local.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A stolen API token walks through patients from a network that never used it. */
final class TokenAbuse implements Attack {
  private static final List<String> PATHS = List.of("notes", "medication", "assessments");

  @Override
  public void play(Plot plot) {
    Dice dice = plot.dice();
    Scene scene = plot.scene();
    Person service = plot.victim(scene, scene.world().services());
    plot.involve(scene, ServiceTraffic.token(service));
    Origin thief = plot.attacker(scene);
    Instant time = plot.start();
    ServiceTraffic.use(service, thief, time, scene);
    int calls = dice.between(50, 160);
    for (int i = 0; i < calls; i++) {
      time = time.plus(dice.seconds(1, 14));
      String path =
          "/api/v1/patients/"
              + dice.pick(scene.world().patients()).patientId()
              + "/"
              + dice.pick(PATHS);
      ServiceTraffic.call(service, thief, time, path, dice.chance(0.95) ? 200 : 404, scene);
    }
  }

  @Override
  public Duration longest() {
    return Duration.ofMinutes(40);
  }

  @Override
  public List<String> techniques() {
    return List.of("T1528", "T1550.001");
  }
}

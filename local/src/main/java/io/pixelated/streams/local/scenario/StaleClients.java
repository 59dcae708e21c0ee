package io.pixelated.streams.local.scenario;

import java.time.Instant;

/** A forgotten device keeps trying an old password for hours from its owner's own connections. */
final class StaleClients implements Traffic {
  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    Person owner = dice.pick(scene.world().patients());
    Instant time = start;
    int attempts = dice.between(5, 13);
    for (int i = 0; i < attempts; i++) {
      new Account(owner, owner.connection(dice), scene).failLogin(time, "bad_password");
      time = time.plus(dice.minutes(20, 45));
    }
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.PATIENTS;
  }

  @Override
  public double records() {
    return 9;
  }
}

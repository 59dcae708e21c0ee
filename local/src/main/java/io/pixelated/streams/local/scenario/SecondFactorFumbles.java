package io.pixelated.streams.local.scenario;

import java.time.Instant;

/** A telephone without reception: the second factor fails a few times before it works. */
final class SecondFactorFumbles implements Traffic {
  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    Person clinician = dice.pick(scene.world().clinicians());
    Account account = new Account(clinician, clinician.connection(dice), scene);
    Instant time = start;
    int failures = dice.between(2, 4);
    for (int i = 0; i < failures; i++) {
      account.failLogin(time, "mfa_failed");
      time = time.plus(dice.seconds(20, 90));
    }
    account.login(time);
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.CLINIC;
  }

  @Override
  public double records() {
    return 4;
  }
}

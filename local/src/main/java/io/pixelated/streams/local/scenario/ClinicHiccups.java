package io.pixelated.streams.local.scenario;

import java.time.Instant;

/** The sign-on of one clinic stumbles: several colleagues fail from one address, then succeed. */
final class ClinicHiccups implements Traffic {
  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    Origin clinic = dice.pick(scene.world().clinicians()).home();
    int colleagues = dice.between(3, 7);
    for (int i = 0; i < colleagues; i++) {
      Account account = new Account(dice.pick(scene.world().clinicians()), clinic, scene);
      Instant time = start.plus(dice.minutes(0, 12));
      account.failLogin(time, dice.chance(0.7) ? "bad_password" : "mfa_failed");
      if (dice.chance(0.4)) {
        account.failLogin(time.plus(dice.seconds(5, 40)), "bad_password");
      }
      account.login(time.plus(dice.seconds(45, 200)));
    }
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.CLINIC;
  }

  @Override
  public double records() {
    return 12;
  }
}

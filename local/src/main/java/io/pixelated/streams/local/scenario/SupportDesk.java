package io.pixelated.streams.local.scenario;

import java.time.Instant;

/** Support staff reset passwords and look through a user's eyes, always with a ticket. */
final class SupportDesk implements Traffic {
  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    Person agent = dice.pick(scene.world().support());
    Account account = new Account(agent, agent.connection(dice), scene);
    account.login(start);
    Instant time = start;
    int cases = dice.between(1, 4);
    for (int i = 0; i < cases; i++) {
      Person patient = dice.pick(scene.world().patients());
      time = time.plus(dice.seconds(60, 400));
      if (dice.chance(0.5)) {
        new Account(patient, patient.home(), scene).identityAction("password_reset", time);
      }
      if (dice.chance(0.5)) {
        account
            .admin("impersonate")
            .with("target.user", patient.login())
            .with("ticket", AdminWork.ticket("SUP", dice))
            .write(scene, time.plus(dice.seconds(5, 30)));
      }
      account.request(time.plus(dice.seconds(31, 60)), "GET", "/desk/cases", 200, 9_000);
    }
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.OFFICE;
  }

  @Override
  public double records() {
    return 6;
  }
}

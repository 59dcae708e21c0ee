package io.pixelated.streams.local.scenario;

import java.time.Instant;

/** An administrator helps at once and files the ticket minutes later with a second record. */
final class EmergencyGrants implements Traffic {
  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    Person admin = dice.pick(scene.world().admins());
    Person target = dice.pick(scene.world().leads());
    Account account = new Account(admin, admin.connection(dice), scene);
    account
        .admin("role_grant")
        .with("role", "records-admin")
        .with("target.user", target.login())
        .write(scene, start);
    account
        .admin("role_grant")
        .with("role", "records-admin")
        .with("target.user", target.login())
        .with("ticket", AdminWork.ticket("CHG", dice))
        .write(scene, start.plus(dice.minutes(3, 15)));
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.OFFICE;
  }

  @Override
  public double records() {
    return 2;
  }
}

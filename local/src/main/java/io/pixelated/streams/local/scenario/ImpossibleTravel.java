package io.pixelated.streams.local.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The victim signs in at home, and minutes later someone does with the same account far away. */
final class ImpossibleTravel implements Attack {
  @Override
  public void play(Plot plot) {
    Dice dice = plot.dice();
    Scene scene = plot.scene();
    Person victim =
        plot.victim(
            scene, dice.chance(0.5) ? scene.world().patients() : scene.world().clinicians());
    Account owner = new Account(victim, victim.home(), scene);
    owner.login(plot.start());
    owner.request(plot.start().plus(dice.seconds(20, 200)), "GET", "/portal/home", 200, 18_000);
    Origin far = plot.attackerOutside(scene, victim.home().city().country());
    Account thief = new Account(victim, far, scene);
    Instant time = plot.start().plus(dice.minutes(8, 45));
    thief.login(time);
    int reads = dice.between(2, 6);
    for (int i = 0; i < reads; i++) {
      time = time.plus(dice.seconds(10, 120));
      Person patient =
          victim.role() == Role.PATIENT ? victim : scene.world().ownPatient(victim, dice);
      thief.record("read", time, patient, "clinical_note", victim.role() != Role.PATIENT);
    }
  }

  @Override
  public Duration longest() {
    return Duration.ofMinutes(60);
  }

  @Override
  public List<String> techniques() {
    return List.of("T1078");
  }
}

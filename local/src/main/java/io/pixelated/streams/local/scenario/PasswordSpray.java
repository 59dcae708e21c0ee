package io.pixelated.streams.local.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One or two common passwords tried on many real accounts, slowly enough to lock none. */
final class PasswordSpray implements Attack {
  @Override
  public void play(Plot plot) {
    spray(plot, plot.scene(), plot.attacker(plot.scene()), plot.start());
  }

  /** Sprays one region from one address; the last account may open. */
  static Instant spray(Plot plot, Scene scene, Origin source, Instant start) {
    Dice dice = plot.dice();
    List<Person> accounts =
        dice.chance(0.5) ? scene.world().patients() : scene.world().clinicians();
    int count = dice.between(24, 45);
    Instant time = start;
    for (int i = 0; i < count; i++) {
      Person target = dice.pick(accounts);
      plot.involve(scene, target.login());
      new Account(target, source, scene).failLogin(time, "bad_password");
      time = time.plus(dice.seconds(15, 60));
    }
    if (dice.chance(0.5)) {
      Person victim = plot.victim(scene, accounts);
      new Account(victim, source, scene).login(time);
    }
    return time;
  }

  @Override
  public Duration longest() {
    return Duration.ofMinutes(50);
  }

  @Override
  public List<String> techniques() {
    return List.of("T1110.003");
  }
}

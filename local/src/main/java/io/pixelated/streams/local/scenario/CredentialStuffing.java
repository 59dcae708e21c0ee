package io.pixelated.streams.local.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A leaked list of names and passwords tried from a few addresses until some fit. */
final class CredentialStuffing implements Attack {
  @Override
  public void play(Plot plot) {
    Dice dice = plot.dice();
    Scene scene = plot.scene();
    List<String> directories = List.copyOf(scene.world().profile().directories().keySet());
    int sources = dice.between(2, 5);
    for (int s = 0; s < sources; s++) {
      Origin source = plot.attacker(scene);
      Instant time = plot.start().plus(dice.minutes(0, 5));
      int attempts = dice.between(30, 60);
      for (int i = 0; i < attempts; i++) {
        time = time.plus(dice.seconds(2, 16));
        if (dice.chance(0.7)) {
          String stranger = scene.world().names().stranger(dice.pick(directories), dice);
          attempt(stranger, "unknown_user", source, time, scene);
        } else {
          String login = dice.pick(scene.world().patients()).login();
          plot.involve(scene, login);
          attempt(login, "bad_password", source, time, scene);
        }
      }
      if (s == 0 || dice.chance(0.4)) {
        Person victim = plot.victim(scene, scene.world().patients());
        takeOver(victim, source, time.plus(dice.seconds(3, 20)), scene);
      }
    }
  }

  private static void attempt(
      String login, String reason, Origin source, Instant time, Scene scene) {
    PlatformLog.of("identity", "login")
        .attempting(login, Role.PATIENT)
        .from(source)
        .on("identity-1." + scene.world().name())
        .with("auth.method", "password")
        .with("user_agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0")
        .failed(reason)
        .write(scene, time);
  }

  private static void takeOver(Person victim, Origin source, Instant time, Scene scene) {
    Account account = new Account(victim, source, scene);
    account.login(time);
    account.record("read", time.plusSeconds(12), victim, "clinical_note", false);
    account.message("read", time.plusSeconds(30), victim, 2_300);
  }

  @Override
  public Duration longest() {
    return Duration.ofMinutes(25);
  }

  @Override
  public List<String> techniques() {
    return List.of("T1110.004", "T1078");
  }
}

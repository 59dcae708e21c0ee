package io.pixelated.streams.local.scenario;

import java.time.Instant;

/** Patients sign in, look at their portal, write to their clinician; some mistype passwords. */
final class PatientSessions implements Traffic {
  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    Person patient = dice.pick(scene.world().patients());
    Origin origin =
        dice.chance(0.03) ? dice.pick(scene.world().consumerVpn()) : patient.connection(dice);
    Account account = new Account(patient, origin, scene);
    Instant time = start;
    if (dice.chance(0.09)) {
      int mistakes = dice.chance(0.8) ? 1 : dice.between(2, 5);
      for (int i = 0; i < mistakes; i++) {
        account.failLogin(time, "bad_password");
        time = time.plus(dice.seconds(4, 40));
      }
      if (mistakes > 3) {
        account.identityAction("account_lock", time);
        account.identityAction("password_reset", time);
        time = time.plus(dice.seconds(40, 180));
      }
    }
    account.login(time);
    int steps = dice.between(3, 9);
    for (int i = 0; i < steps; i++) {
      time = time.plus(dice.seconds(3, 90));
      switch (dice.between(0, 5)) {
        case 0 -> account.message("send", time, patient, dice.between(80, 4_000));
        case 1 -> account.message("read", time, patient, dice.between(80, 4_000));
        case 2 -> account.record("read", time, patient, "medication", false);
        case 3 -> account.request(time, "GET", "/portal/appointments", 200, 5_400);
        case 4 -> account.request(time, "GET", "/portal/home", 200, 18_300);
        default -> account.request(time, "POST", "/portal/mood-diary", 201, 620);
      }
    }
    if (dice.chance(0.3)) {
      account.identityAction("logout", time.plus(dice.seconds(1, 60)));
    }
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.PATIENTS;
  }

  @Override
  public double records() {
    return 7.5;
  }
}

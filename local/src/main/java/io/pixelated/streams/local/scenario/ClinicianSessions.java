package io.pixelated.streams.local.scenario;

import java.time.Instant;
import java.util.List;

/**
 * Clinicians on shift treat their patients; a few look something up from home, cover for a
 * colleague, or break the glass in an emergency.
 */
final class ClinicianSessions implements Traffic {
  private static final List<String> TYPES = List.of("clinical_note", "medication", "assessment");

  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    Person clinician = onShift(start, scene);
    boolean duty = clinician.shift().covers(scene.localHour(start));
    Origin origin = origin(clinician, duty, scene);
    Account account = new Account(clinician, origin, scene);
    Instant time = start;
    if (dice.chance(0.06)) {
      account.failLogin(time, dice.chance(0.7) ? "bad_password" : "mfa_failed");
      time = time.plus(dice.seconds(5, 40));
    }
    account.login(time);
    int steps = duty ? dice.between(5, 14) : dice.between(1, 5);
    for (int i = 0; i < steps; i++) {
      time = time.plus(dice.seconds(15, 240));
      step(account, time, scene);
    }
    if (duty && dice.chance(0.012)) {
      Person stranger = dice.pick(scene.world().patients());
      account.record(
          "break_glass", time.plus(dice.seconds(2, 9)), stranger, "medication", dice.chance(0.6));
    }
    if (duty && dice.chance(0.02)) {
      account
          .records("export", time.plus(dice.seconds(10, 60)), "assessment")
          .with("record.count", dice.between(5, 160))
          .with("bytes", dice.between(50_000, 4_000_000))
          .write(scene, time.plusSeconds(61));
    }
  }

  private static void step(Account account, Instant time, Scene scene) {
    Dice dice = scene.dice();
    boolean colleague = dice.chance(0.04);
    Person patient =
        colleague
            ? dice.pick(scene.world().patients())
            : scene.world().ownPatient(account.person(), dice);
    String type = dice.pick(TYPES);
    switch (dice.between(0, 9)) {
      case 0, 1, 2, 3 -> account.record("read", time, patient, type, !colleague);
      case 4, 5 ->
          account.record(dice.chance(0.9) ? "update" : "print", time, patient, type, !colleague);
      case 6 -> account.message("send", time, patient, dice.between(120, 6_000));
      case 7 -> account.message("read", time, patient, dice.between(120, 6_000));
      case 8 ->
          account
              .records("search", time, type)
              .with("record.count", dice.between(0, 60))
              .with("bytes", dice.between(500, 20_000))
              .write(scene, time);
      default -> account.request(time, "GET", "/clinic/worklist", 200, 22_000);
    }
  }

  private static Person onShift(Instant start, Scene scene) {
    Dice dice = scene.dice();
    Person candidate = dice.pick(scene.world().clinicians());
    boolean anyone = dice.chance(0.03);
    for (int i = 0; i < 40 && !anyone; i++) {
      if (candidate.shift().covers(scene.localHour(start))) {
        break;
      }
      candidate = dice.pick(scene.world().clinicians());
    }
    return candidate;
  }

  private static Origin origin(Person clinician, boolean duty, Scene scene) {
    Dice dice = scene.dice();
    if (dice.chance(duty ? 0.1 : 0.5)) {
      return dice.pick(scene.world().staffVpn());
    }
    return clinician.connection(dice);
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.CLINIC;
  }

  @Override
  public double records() {
    return 10.5;
  }
}

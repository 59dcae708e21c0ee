package io.pixelated.streams.local.scenario;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** A clinician called at home off duty opens a few records of patients who are not theirs. */
final class NightEmergencies implements Traffic {
  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    Person clinician = offDuty(start, scene);
    Account account = new Account(clinician, clinician.usual().get(1), scene);
    account.login(start);
    Set<String> patients = new HashSet<>();
    Instant time = start;
    int records = dice.between(1, 8);
    while (patients.size() < records) {
      Person patient = dice.pick(scene.world().patients());
      if (patients.add(patient.patientId())) {
        time = time.plus(dice.minutes(1, 6));
        account.record("read", time, patient, "medication", false);
      }
    }
  }

  /** Someone whose shift does not cover this hour; after many tries, anyone. */
  static Person offDuty(Instant start, Scene scene) {
    Person candidate = scene.dice().pick(scene.world().clinicians());
    for (int i = 0; i < 60 && candidate.shift().covers(scene.localHour(start)); i++) {
      candidate = scene.dice().pick(scene.world().clinicians());
    }
    return candidate;
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.STEADY;
  }

  @Override
  public double records() {
    return 5.5;
  }
}

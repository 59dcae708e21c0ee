package io.pixelated.streams.local.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A clinician off duty reads one stranger's record after another. */
final class InsiderOffDuty implements Attack {
  @Override
  public void play(Plot plot) {
    Dice dice = plot.dice();
    Scene scene = plot.scene();
    int hour = scene.localHour(plot.start());
    int later = (hour + 4) % 24;
    List<Person> offDuty =
        scene.world().clinicians().stream()
            .filter(person -> !person.shift().covers(hour) && !person.shift().covers(later))
            .toList();
    Person insider = plot.victim(scene, offDuty);
    Account account = new Account(insider, insider.usual().get(1), scene);
    plot.involve(scene, insider.usual().get(1).ip());
    account.login(plot.start());
    Set<String> patients = new HashSet<>();
    int count = dice.between(26, 60);
    Instant time = plot.start();
    while (patients.size() < count) {
      Person patient = dice.pick(scene.world().patients());
      if (patients.add(patient.patientId())) {
        time = time.plus(dice.seconds(40, 240));
        account.record(dice.chance(0.9) ? "read" : "print", time, patient, "clinical_note", false);
      }
    }
  }

  @Override
  public Duration longest() {
    return Duration.ofHours(4);
  }

  @Override
  public List<String> techniques() {
    return List.of("T1213", "T1078");
  }
}

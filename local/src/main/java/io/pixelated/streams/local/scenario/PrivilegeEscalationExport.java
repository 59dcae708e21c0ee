package io.pixelated.streams.local.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A hijacked administrator makes a helper records-admin without a ticket; the helper exports. */
final class PrivilegeEscalationExport implements Attack {
  @Override
  public void play(Plot plot) {
    Dice dice = plot.dice();
    Scene scene = plot.scene();
    Person admin = plot.victim(scene, scene.world().admins());
    Person helper =
        plot.victim(scene, dice.chance(0.5) ? scene.world().support() : scene.world().juniors());
    Account hijacked = new Account(admin, admin.connection(dice), scene);
    hijacked.login(plot.start());
    Instant time = plot.start().plus(dice.minutes(1, 6));
    hijacked
        .admin("role_grant")
        .with("target.user", helper.login())
        .with("role", dice.chance(0.7) ? "records-admin" : "platform-admin")
        .write(scene, time);
    Account exporter = new Account(helper, helper.connection(dice), scene);
    time = time.plus(dice.minutes(1, 8));
    exporter.login(time);
    int exports = dice.between(2, 5);
    for (int i = 0; i < exports; i++) {
      time = time.plus(dice.seconds(40, 300));
      exporter
          .records("export", time, dice.pick(List.of("clinical_note", "assessment", "medication")))
          .with("record.count", dice.between(400, 4_000))
          .with("bytes", dice.between(9_000_000, 90_000_000))
          .write(scene, time);
    }
  }

  @Override
  public Duration longest() {
    return Duration.ofMinutes(45);
  }

  @Override
  public List<String> techniques() {
    return List.of("T1098", "T1213", "T1078");
  }
}

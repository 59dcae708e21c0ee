package io.pixelated.streams.local.scenario;

import java.time.Instant;
import java.util.List;

/** Administrators grant roles, create users and change policies with a ticket. */
final class AdminWork implements Traffic {
  private static final List<String> ROLES = List.of("support", "clinician", "clinician");
  private static final List<String> POWERFUL = List.of("records-admin", "platform-admin");

  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    Person admin = dice.pick(scene.world().admins());
    Account account = new Account(admin, admin.connection(dice), scene);
    account.login(start);
    Instant time = start;
    int tasks = dice.between(1, 3);
    for (int i = 0; i < tasks; i++) {
      time = time.plus(dice.seconds(60, 600));
      boolean powerful = dice.chance(0.1);
      RegionWorld world = scene.world();
      Person target = dice.pick(powerful ? world.leads() : world.clinicians());
      String role = dice.pick(powerful ? POWERFUL : ROLES);
      PlatformLog log =
          switch (dice.between(0, 4)) {
            case 0, 1 -> account.admin("role_grant").with("role", role);
            case 2 -> account.admin("role_revoke").with("role", role);
            case 3 -> account.admin("user_create").with("role", "clinician");
            default -> account.admin("policy_change");
          };
      log.with("target.user", target.login())
          .with("ticket", ticket("CHG", dice))
          .write(scene, time);
    }
  }

  static String ticket(String kind, Dice dice) {
    return kind + "-" + dice.between(10_000, 99_999);
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.OFFICE;
  }

  @Override
  public double records() {
    return 3;
  }
}

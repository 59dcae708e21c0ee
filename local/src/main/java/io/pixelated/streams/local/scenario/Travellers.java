package io.pixelated.streams.local.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Clinicians on the road: two logins from different countries with time enough to fly, or from home
 * and through a VPN abroad within minutes.
 */
final class Travellers implements Traffic {
  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    RegionWorld world = scene.world();
    Person clinician =
        new Person(
            world.names().staff(dice),
            Role.CLINICIAN,
            "",
            "",
            List.of(world.networks().home(world.profile().mainCity())),
            Shift.DAY,
            "PixelatedApp/7.2 (iPhone; iOS 19.1)",
            "d-" + dice.hex(10));
    Account before = new Account(clinician, clinician.home(), scene);
    before.login(start);
    before.request(start.plus(dice.seconds(20, 300)), "GET", "/clinic/worklist", 200, 21_000);
    boolean flies = dice.chance(0.5);
    Origin there =
        flies ? world.networks().home(dice.pick(world.abroad())) : dice.pick(world.staffVpn());
    Duration underway = flies ? dice.minutes(400, 600) : dice.minutes(2, 25);
    Account after = new Account(clinician, there, scene);
    Instant time = start.plus(underway);
    after.login(time);
    after.record(
        "read",
        time.plus(dice.seconds(30, 200)),
        world.ownPatient(clinician, dice),
        "clinical_note",
        true);
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.CLINIC;
  }

  @Override
  public double records() {
    return 4;
  }
}

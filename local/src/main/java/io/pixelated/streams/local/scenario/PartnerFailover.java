package io.pixelated.streams.local.scenario;

import java.time.Instant;

/** A partner's service calls from its stand-by network for a few requests. */
final class PartnerFailover implements Traffic {
  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    Person service = dice.pick(scene.world().services());
    Origin usual = service.home();
    Origin standby = new Origin(service.usual().get(1).ip(), usual.asn() + 1, usual.city());
    Instant time = start;
    ServiceTraffic.use(service, standby, time, scene);
    int calls = dice.between(2, 9);
    for (int i = 0; i < calls; i++) {
      time = time.plus(dice.seconds(5, 60));
      ServiceTraffic.call(service, standby, time, dice.pick(ServiceTraffic.PATHS), 200, scene);
    }
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.STEADY;
  }

  @Override
  public double records() {
    return 6.5;
  }
}

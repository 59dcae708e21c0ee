package io.pixelated.streams.local.scenario;

import java.time.Instant;
import java.util.List;

/** What the edges count per ten seconds and client network, with morning and evening peaks. */
final class EdgeSummaries implements Traffic {
  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    String edge = dice.pick(scene.world().edges());
    double load = Rhythm.PATIENTS.at(start, scene.world().profile().zone());
    Instant time = start;
    int networks = dice.between(2, 6);
    for (int i = 0; i < networks; i++) {
      int requests = (int) (dice.between(100, 2_600) * load) + dice.between(5, 40);
      int limited = dice.chance(0.05) ? requests / dice.between(20, 60) : 0;
      summary(edge, network(scene.world().patients(), dice), requests, limited, 0, time, scene);
      time = time.plusMillis(dice.between(1, 900));
    }
    if (dice.chance(0.08)) {
      Origin client = dice.pick(scene.world().patients()).home();
      boolean blocked = dice.chance(0.5);
      PlatformLog.of("edge", blocked ? "waf_block" : "tls_error")
          .from(client)
          .on(edge)
          .denied(blocked ? "rule" : "handshake")
          .with("edge.node", edge)
          .write(scene, time);
    }
  }

  static void summary(
      String edge,
      String network,
      int requests,
      int limited,
      int errors,
      Instant time,
      Scene scene) {
    PlatformLog.of("edge", "request_summary")
        .keyedBy(edge)
        .on(edge)
        .with("edge.node", edge)
        .with("requests", requests)
        .with("rate_limited", limited)
        .with("http.status_5xx", errors)
        .with("client.network", network)
        .write(scene, time);
  }

  private static String network(List<Person> patients, Dice dice) {
    return network(dice.pick(patients).home());
  }

  /** The /24 (or /48) that an address belongs to. */
  static String network(Origin origin) {
    String ip = origin.ip();
    if (ip.indexOf(':') >= 0) {
      return ip.substring(0, ip.indexOf("::")) + "::/64";
    }
    return ip.substring(0, ip.lastIndexOf('.')) + ".0/24";
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.STEADY;
  }

  @Override
  public double records() {
    return 4.1;
  }
}

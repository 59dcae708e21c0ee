package io.pixelated.streams.local.scenario;

import java.time.Instant;
import java.util.List;

/** The SOC's own vulnerability scanner, on its allow-list by address and user agent. */
final class AllowedScanner implements Traffic {
  private static final List<String> PROBES =
      List.of(
          "/../../etc/passwd",
          "/.git/config",
          "/wp-login.php",
          "/api/v1/patients?id=1'--",
          "/actuator/env",
          "/cgi-bin/test",
          "/backup.zip",
          "/admin");

  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    Instant time = start;
    int probes = dice.between(25, 60);
    for (int i = 0; i < probes; i++) {
      PlatformLog.of("gateway", "request")
          .from(scene.world().scanner())
          .on("gateway-1." + scene.world().name())
          .with("http.method", "GET")
          .with("http.path", dice.pick(PROBES) + (dice.chance(0.7) ? "?" + dice.hex(4) : ""))
          .with("http.status", dice.chance(0.9) ? 404 : 403)
          .with("bytes", 320)
          .with("latency_ms", 3)
          .with("user_agent", "pixelated-scanner/2.9")
          .denied("not_found")
          .write(scene, time);
      time = time.plus(dice.seconds(1, 5));
    }
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.NIGHTLY;
  }

  @Override
  public double records() {
    return 42;
  }
}

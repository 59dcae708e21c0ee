package io.pixelated.streams.local.scenario;

import java.time.Instant;
import java.util.List;

/** Service accounts call the API with their tokens from their own networks. */
final class ServiceTraffic implements Traffic {
  static final List<String> PATHS =
      List.of(
          "/api/v1/appointments",
          "/api/v1/invoices",
          "/api/v1/patients/batch",
          "/api/v1/reminders",
          "/api/v1/lab-results");

  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    Person service = dice.pick(scene.world().services());
    Instant time = start;
    use(service, service.home(), time, scene);
    int calls = dice.between(4, 14);
    for (int i = 0; i < calls; i++) {
      time = time.plus(dice.seconds(1, 20));
      call(service, service.home(), time, dice.pick(PATHS), dice.chance(0.98) ? 200 : 503, scene);
    }
  }

  static String token(Person owner) {
    return "tok-" + Integer.toHexString(owner.login().hashCode());
  }

  static void use(Person owner, Origin origin, Instant time, Scene scene) {
    PlatformLog.of("identity", "token_use")
        .by(owner)
        .with("actor.token", token(owner))
        .from(origin)
        .on("identity-1." + scene.world().name())
        .with("auth.method", "token")
        .with("token.scope", "patients:read")
        .with("user_agent", owner.userAgent())
        .write(scene, time);
  }

  /** One request with the owner's token, which was first seen on the owner's home network. */
  static void call(
      Person owner, Origin origin, Instant time, String path, int status, Scene scene) {
    PlatformLog log =
        PlatformLog.of("gateway", "request")
            .by(owner)
            .with("actor.token", token(owner))
            .from(origin)
            .on("gateway-1." + scene.world().name())
            .with("http.method", "GET")
            .with("http.path", path)
            .with("http.status", status)
            .with("bytes", scene.dice().between(400, 90_000))
            .with("latency_ms", scene.dice().between(5, 400))
            .with("user_agent", owner.userAgent())
            .with("token.first_seen_asn", owner.home().asn());
    if (status >= 400) {
      log.failed("upstream");
    }
    log.write(scene, time);
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.STEADY;
  }

  @Override
  public double records() {
    return 10;
  }
}

package io.pixelated.streams.local.scenario;

import java.time.Instant;

/** The records that the platform writes when an account signs in, reads, exports and so on. */
final class Account {
  private final Person person;
  private final Origin origin;
  private final String session;
  private final Scene scene;

  Account(Person person, Origin origin, Scene scene) {
    this.person = person;
    this.origin = origin;
    this.scene = scene;
    this.session = "s-" + scene.dice().hex(12);
  }

  Person person() {
    return person;
  }

  void login(Instant time) {
    String method = person.role() == Role.PATIENT ? "password" : "sso";
    identity("login")
        .with("auth.method", method)
        .with("auth.mfa", person.role() != Role.PATIENT || scene.dice().chance(0.4))
        .session(session)
        .write(scene, time);
  }

  void failLogin(Instant time, String reason) {
    identity("login").with("auth.method", "password").failed(reason).write(scene, time);
  }

  void identityAction(String action, Instant time) {
    identity(action).session(session).write(scene, time);
  }

  PlatformLog identity(String action) {
    return PlatformLog.of("identity", action)
        .by(person)
        .from(origin)
        .on("identity-1." + scene.world().name())
        .with("device.id", person.device())
        .with("user_agent", person.userAgent());
  }

  /** A request to the API gateway. */
  void request(Instant time, String method, String path, int status, int bytes) {
    PlatformLog.of("gateway", "request")
        .by(person)
        .session(session)
        .from(origin)
        .on("gateway-1." + scene.world().name())
        .with("http.method", method)
        .with("http.path", path)
        .with("http.status", status)
        .with("bytes", bytes)
        .with("latency_ms", scene.dice().between(8, 240))
        .with("user_agent", person.userAgent())
        .write(scene, time);
  }

  /** An action of the records service, to which the caller adds what it concerns. */
  PlatformLog records(String action, Instant time, String type) {
    return PlatformLog.of("records", action)
        .by(person)
        .session(session)
        .from(origin)
        .on("records-1." + scene.world().name())
        .with("record.type", type)
        .with("on_duty", person.shift().covers(scene.localHour(time)));
  }

  /** An action of the records service on one patient. */
  void record(String action, Instant time, Person patient, String type, boolean careTeam) {
    PlatformLog log =
        records(action, time, type)
            .with("patient.id", patient.patientId())
            .with("care_team", careTeam)
            .with("bytes", scene.dice().between(900, 60_000));
    if (!patient.state().isEmpty()) {
      log.with("patient.state", patient.state());
    }
    log.write(scene, time);
  }

  void message(String action, Instant time, Person patient, int bytes) {
    PlatformLog.of("messaging", action)
        .by(person)
        .session(session)
        .from(origin)
        .on("messaging-1." + scene.world().name())
        .with("patient.id", patient.patientId())
        .with(
            "thread.id",
            "t-" + Math.floorMod((patient.patientId() + person.login()).hashCode(), 1_000_000))
        .with("bytes", bytes)
        .write(scene, time);
  }

  PlatformLog admin(String action) {
    return PlatformLog.of("admin", action)
        .by(person)
        .session(session)
        .from(origin)
        .on("admin-1." + scene.world().name());
  }
}

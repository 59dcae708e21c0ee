package io.pixelated.streams.local.scenario;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** One record of the platform's own services, as {@code docs/platform-logs.md} describes it. */
final class PlatformLog {
  static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter().withZone(ZoneOffset.UTC);

  private final Fields fields = new Fields();
  private String key; // stays null only for records that say neither who nor whence

  private PlatformLog(String service, String action) {
    fields.put("platform", "pixelated").put("service", service).put("action", action);
    fields.put("outcome", "success");
  }

  static PlatformLog of(String service, String action) {
    return new PlatformLog(service, action);
  }

  PlatformLog by(Person person) {
    key = person.login();
    return with("actor.user", person.login()).with("actor.type", person.role().wireName());
  }

  /** An account name that was tried; nothing more is known of who tries it. */
  PlatformLog attempting(String login, Role role) {
    key = login;
    return with("actor.user", login).with("actor.type", role.wireName());
  }

  PlatformLog session(String session) {
    return with("actor.session", session);
  }

  PlatformLog from(Origin origin) {
    if (key == null) {
      key = origin.ip();
    }
    return with("source.ip", origin.ip())
        .with("source.country", origin.city().country())
        .with("source.asn", origin.asn())
        .with("source.lat", origin.city().lat())
        .with("source.lon", origin.city().lon());
  }

  PlatformLog on(String host) {
    return with("host", host);
  }

  PlatformLog failed(String reason) {
    return with("outcome", "failure").with("reason", reason);
  }

  PlatformLog denied(String reason) {
    return with("outcome", "denied").with("reason", reason);
  }

  PlatformLog with(String path, Object value) {
    fields.put(path, value);
    return this;
  }

  /** Keys the record by something other than its actor. */
  PlatformLog keyedBy(String newKey) {
    key = newKey;
    return this;
  }

  void write(Scene scene, Instant time) {
    fields.put("ts", MILLIS.format(time)).put("event_id", scene.dice().uuid());
    scene.write(time, key == null ? "platform" : key, fields.asMap());
  }
}

package io.pixelated.streams.bench.residency;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.events.Detection;
import io.pixelated.streams.events.DetectionJson;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.events.EventSource;
import io.pixelated.streams.events.Evidence;
import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.IncidentChange;
import io.pixelated.streams.events.IncidentJson;
import io.pixelated.streams.events.IncidentStatus;
import io.pixelated.streams.events.Level;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.residency.RecordKind;
import io.pixelated.streams.residency.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Records as the jobs make them, of 1 to 2 KB, about patients of one jurisdiction. */
final class Records {
  private static final Classification PERSONAL =
      Classification.of(List.of(DataClass.PERSONAL), List.of("EU"));
  private static final long TIME = 1_795_176_000_123L;
  private static final RuleRef RULE =
      new RuleRef(
          "11111111-2222-3333-4444-555555555555",
          "abc",
          "Impossible travel of a patient's account",
          Level.HIGH,
          List.of("attack.initial-access", "attack.t1078", "attack.credential-access"));

  private final Random random;
  private final int people;

  /**
   * @param people how many there are that records are about
   */
  Records(long seed, int people) {
    this.random = new Random(seed);
    this.people = people;
  }

  /** Requests to store records in a region. */
  Request[] requests(RecordKind kind, String region, int count) {
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(
          Request.toStore(
              kind,
              "0b0e7f3a-5a1b-8c2d-9e3f-" + (100_000_000_000L + i),
              PERSONAL,
              region,
              TIME + i,
              json(kind)));
    }
    return requests.toArray(Request[]::new);
  }

  private byte[] json(RecordKind kind) {
    // Most records are about few people.
    int person = (int) (people * Math.pow(random.nextDouble(), 2));
    String login = "eu.mara.lind" + person;
    String address = "203.0." + person % 200 + '.' + (1 + person / 200 % 250);
    String session = "s-" + Integer.toHexString(person * 7_919);
    return switch (kind) {
      case THREAT_EVENTS -> event(login, address, session);
      case DETECTIONS -> DetectionJson.write(detection(entities(login, address, session), login));
      case INCIDENTS -> IncidentJson.write(incident(entities(login, address, session), login));
    };
  }

  private static List<Entity> entities(String login, String address, String session) {
    return List.of(
        new Entity(EntityType.USER, login),
        new Entity(EntityType.ADDRESS, address),
        new Entity(EntityType.SESSION, session));
  }

  private static byte[] event(String login, String address, String session) {
    return """
        {"platform":"pixelated","service":"identity","action":"login","outcome":"success","event_id":"ev-%4$s",\
        "ts":"2026-11-20T12:34:56.789Z","reason":"password accepted for %1$s after one retry",\
        "user_agent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36",\
        "actor":{"user":"%1$s","type":"patient","session":"%3$s","token":"tok-%3$s"},"auth":{"method":"password","mfa":false},\
        "http":{"method":"POST","path":"/v2/session","status":200,"bytes":1834,"referer":"https://portal.pixelated.example/start"},\
        "source":{"ip":"%2$s","port":51544,"country":"DE","lat":52.52,"lon":13.4,"asn":3320,"org":"Example Telekom"},\
        "device":{"id":"dev-%3$s","os":"linux","browser":"chrome","screen":"1920x1080","timezone":"Europe/Berlin"},\
        "trace":{"id":"4bf92f3577b34da6a3ce929d0e0e4736","span":"00f067aa0ba902b7","host":"gw-17.eu-central-1"},\
        "enrichment":{"id":"e-%4$s","region":"eu-central-1","time":1795176000123,"time_source":"event","stale":false,\
        "source":{"format":"pixelated","product":"pixelated","category":"","service":"identity"},\
        "entities":[{"type":"user","value":"%1$s"},{"type":"address","value":"%2$s"},{"type":"session","value":"%3$s"}],\
        "data_classes":["personal"],"jurisdictions":["EU"]}}"""
        .formatted(login, address, session, Integer.toHexString(login.hashCode()))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Detection detection(List<Entity> entities, String login) {
    return new Detection(
        "d-1",
        RULE,
        "e-1",
        "eu-central-1",
        TIME,
        false,
        new Origin("eu-central-1.security.events.raw", 3, 17, TIME + 300),
        new EventSource("pixelated", "pixelated", "", "identity"),
        entities,
        PERSONAL,
        Map.of(
            "actor.user", login, "action", "login", "outcome", "success", "source.country", "DE"),
        true);
  }

  private static Incident incident(List<Entity> entities, String login) {
    Evidence evidence =
        new Evidence(
            "d-1",
            Evidence.Kind.DETECTION,
            RULE,
            TIME,
            TIME,
            false,
            Map.of("actor.user", login),
            "1",
            0,
            List.of("e-1"),
            entities,
            PERSONAL,
            TIME + 300);
    return new Incident(
        "i-1",
        42,
        "eu-central-1",
        IncidentStatus.OPEN,
        IncidentChange.UPDATED,
        "",
        Level.HIGH,
        50,
        "Impossible travel: user " + login + " (+2 more)",
        entities.get(0),
        entities,
        List.of("initial-access"),
        List.of("T1078"),
        TIME,
        TIME,
        List.of(evidence),
        1,
        PERSONAL,
        TIME + 300);
  }
}

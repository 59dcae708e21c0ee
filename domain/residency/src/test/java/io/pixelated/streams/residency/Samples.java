package io.pixelated.streams.residency;

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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Records to test with, about one patient. */
final class Samples {
  static final String PATIENT = "p-eu-004711";
  static final String LOGIN = "eu.mara.lind7";
  static final String ADDRESS = "203.0.113.77";
  static final String SESSION = "s-99-abc";
  static final List<String> PERSONAL_VALUES = List.of(PATIENT, LOGIN, ADDRESS, SESSION);

  static final Classification EU_PERSONAL =
      Classification.of(List.of(DataClass.PERSONAL), List.of("EU"));
  static final Classification EU_HEALTH =
      Classification.of(List.of(DataClass.PERSONAL, DataClass.HEALTH), List.of("EU"));

  private static final RuleRef RULE =
      new RuleRef(
          "11111111-2222-3333-4444-555555555555",
          "abc",
          "Impossible travel",
          Level.HIGH,
          List.of("attack.initial-access", "attack.t1078"));
  private static final List<Entity> ENTITIES =
      List.of(
          new Entity(EntityType.USER, LOGIN),
          new Entity(EntityType.ADDRESS, ADDRESS),
          new Entity(EntityType.SESSION, SESSION));

  private Samples() {}

  static byte[] detection() {
    return DetectionJson.write(
        new Detection(
            "d-1",
            RULE,
            "e-1",
            "us-east-1",
            1_795_176_000_123L,
            false,
            new Origin("us-east-1.security.events.raw", 3, 17, 1_795_176_000_500L),
            new EventSource("pixelated", "pixelated", "", "records"),
            ENTITIES,
            EU_HEALTH,
            Map.of("actor.user", LOGIN, "patient.id", PATIENT, "note", "free text " + PATIENT),
            true));
  }

  static byte[] incident(IncidentStatus status, String title) {
    return IncidentJson.write(
        new Incident(
            "i-1",
            42,
            "us-east-1",
            status,
            IncidentChange.UPDATED,
            "",
            Level.HIGH,
            50,
            title,
            ENTITIES.get(0),
            ENTITIES,
            List.of("initial-access"),
            List.of("T1078"),
            1_795_176_000_123L,
            1_795_176_000_123L,
            List.of(
                new Evidence(
                    "d-1",
                    Evidence.Kind.DETECTION,
                    RULE,
                    1_795_176_000_123L,
                    1_795_176_000_123L,
                    false,
                    Map.of("actor.user", LOGIN),
                    "1",
                    0,
                    List.of("e-1"),
                    ENTITIES,
                    EU_HEALTH,
                    1_795_176_000_500L)),
            1,
            EU_HEALTH,
            1_795_176_000_500L));
  }

  static byte[] incident() {
    return incident(IncidentStatus.OPEN, "Impossible travel: user " + LOGIN + " (+1 more)");
  }

  static byte[] event() {
    return """
        {"platform":"pixelated","service":"identity","action":"login","outcome":"success",
         "ts":"2026-11-20T12:34:56.789Z","event_id":"ev-1","user_agent":"%2$s-phone",
         "actor":{"user":"%1$s","type":"patient","session":"%3$s"},
         "source.ip":"%4$s","source":{"country":"DE","lat":52.5},"patient":{"id":"%5$s"},
         "enrichment":{"id":"e-1","region":"us-east-1","time":1795176000123,
           "time_source":"event","stale":false,
           "source":{"format":"pixelated","product":"pixelated","category":"","service":"identity"},
           "entities":[{"type":"user","value":"%1$s"},{"type":"address","value":"%4$s"}],
           "data_classes":["personal"],"jurisdictions":["EU"]}}
        """
        .formatted(LOGIN, LOGIN, SESSION, ADDRESS, PATIENT)
        .getBytes(StandardCharsets.UTF_8);
  }
}

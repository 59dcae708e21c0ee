package io.pixelated.streams.local.region;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Attacks by persons of a test, and what the job makes of them. */
final class Probes {
  private Probes() {}

  /** Three probes by somebody, from an address that others probe from too. */
  static void attack(TestRegion region, String user, Instant time) throws InterruptedException {
    List<RawMessage> messages = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      messages.add(
          RawMessage.of(
              Instant.now().toEpochMilli(),
              """
              {"platform":"pixelated","service":"identity","action":"probe","ts":"%s",\
              "event_id":"%s","actor":{"user":"%s","type":"admin"},"source":{"ip":"198.51.100.7"}}"""
                  .formatted(time.plusMillis(i), user.hashCode() + "-" + time + i, user)));
    }
    region.send(messages);
  }

  static void awaitIncident(TestRegion region, String user) {
    await("an incident names " + user)
        .atMost(TestRegion.PATIENCE)
        .until(() -> !incidents(region, user).isEmpty());
  }

  /** The incidents that name somebody, as they stand. */
  static List<JsonNode> incidents(TestRegion region, String user) {
    return region.latest(Topic.INCIDENTS).values().stream()
        .filter(seen -> seen.text().contains(user))
        .map(Seen::json)
        .toList();
  }

  /** Rules that remember somebody in windows, a sequence that has begun, and incidents. */
  static List<RuleDocument> rules() {
    String detection =
        """
        title: Probe
        id: 1f1ed1a4-7a0e-4f13-9a37-0d3f1be1a001
        name: probe
        status: test
        logsource: {product: pixelated, service: identity}
        detection:
            selection: {action: probe}
            condition: selection
        level: high
        """;
    String count =
        """
        title: Many Probes
        id: 1f1ed1a4-7a0e-4f13-9a37-0d3f1be1a002
        correlation:
            type: event_count
            rules: [probe]
            group-by: [actor.user]
            timespan: 1h
            condition: {gte: 3}
            generate: true
        level: high
        """;
    String spray =
        """
        title: Many From One Address
        id: 1f1ed1a4-7a0e-4f13-9a37-0d3f1be1a003
        correlation:
            type: value_count
            rules: [probe]
            group-by: [source.ip]
            timespan: 1h
            condition: {field: actor.user, gte: 5}
            generate: true
        level: high
        """;
    String sequence =
        """
        title: Probe, Then Four More
        id: 1f1ed1a4-7a0e-4f13-9a37-0d3f1be1a004
        sequence:
            steps:
              - name: first
                rule: probe
              - name: more
                rule: probe
                times: {min: 9}
            group-by: [source.ip]
            within: 1h
            generate: true
        level: high
        """;
    return Stream.of(detection, count, spray, sequence).map(Probes::document).toList();
  }

  private static RuleDocument document(String text) {
    String id = text.lines().filter(line -> line.startsWith("id: ")).findFirst().orElseThrow();
    return new RuleDocument(id.substring(4), text, "probes/erasure.yml", new Origin("", 0, 0, 0));
  }
}

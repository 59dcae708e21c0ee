package io.pixelated.streams.local.region;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pixelated.streams.connectors.kafka.Topic;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a run has left behind: in every topic and in every table.
 *
 * @param once per exactly-once topic, every record as text
 * @param latest per at-least-once topic, the last state of every key that stands
 * @param undecided ids of provisional alerts of which the last word is not their outcome
 * @param rows per table, every row as text
 */
record Outcome(
    Map<String, List<String>> once,
    Map<String, Map<String, String>> latest,
    Set<String> undecided,
    Map<String, List<String>> rows) {
  private static final Set<Topic> EXACTLY_ONCE =
      Set.of(Topic.EVENTS_ENRICHED, Topic.DETECTIONS, Topic.ALERTS);

  static Outcome of(TestRegion region) throws SQLException {
    Map<String, List<String>> once = new TreeMap<>();
    for (Topic topic : EXACTLY_ONCE) {
      once.put(topic.topicName(), texts(region.read(topic)));
    }
    // How often an incident is written, and so checked, depends on the clock: what was said about
    // its last state is compared with the tables and the quarantine's last states.
    once.put(
        Topic.AUDIT.topicName(),
        withoutKeys(
            AuditTrail.of(region).verdicts().stream()
                .filter(verdict -> !isAboutIncident(verdict))
                .toList()));
    once.put(
        Topic.QUARANTINE.topicName(),
        texts(
            region.read(Topic.QUARANTINE).stream()
                .filter(held -> !isAboutIncident(held.json()))
                .map(Seen::unsealed)
                .toList()));
    once.put(
        Topic.DEAD_LETTERS.topicName(),
        texts(region.read(Topic.DEAD_LETTERS).stream().map(Seen::unsealed).toList()));
    Map<String, Map<String, String>> latest = new TreeMap<>();
    latest.put(Topic.INCIDENTS.topicName(), incidents(region));
    latest.put(Topic.RULES_STATUS.topicName(), texts(region.latest(Topic.RULES_STATUS)));
    latest.put(Topic.QUARANTINE.topicName(), quarantinedIncidents(region));
    Map<String, List<String>> rows = new TreeMap<>();
    for (String table : TestRegion.TABLES) {
      rows.put(table, region.rows(table).stream().map(Outcome::withoutClock).toList());
    }
    return new Outcome(once, latest, undecided(region), rows);
  }

  /** Keys of subjects are random: whom a verdict is about is told by the first that is. */
  private static List<String> withoutKeys(List<JsonNode> verdicts) {
    Map<String, String> firstOf = new TreeMap<>();
    for (JsonNode verdict : verdicts) {
      firstOf.merge(
          verdict.path("subject").asText(),
          verdict.path("id").asText(),
          (a, b) -> a.compareTo(b) < 0 ? a : b);
    }
    return verdicts.stream()
        .map(verdict -> (ObjectNode) verdict.deepCopy())
        .map(verdict -> verdict.put("subject", firstOf.get(verdict.path("subject").asText())))
        .map(JsonNode::toString)
        .toList();
  }

  /** Fails with the differences, each with the topic or table that has it. */
  void assertSameAs(Outcome undisturbed) {
    undisturbed.once.forEach((topic, records) -> assertSame(topic, once.get(topic), records));
    undisturbed.rows.forEach((table, all) -> assertSame(table, rows.get(table), all));
    undisturbed.latest.forEach(
        (topic, states) -> assertThat(latest.get(topic)).as(topic).isEqualTo(states));
    assertThat(undecided).as("provisional alerts without an outcome").isEmpty();
  }

  private static void assertSame(String where, List<String> actual, List<String> expected) {
    List<String> lost = minus(expected, actual);
    List<String> added = minus(actual, expected);
    assertThat(lost).as("lost from %s, which has in addition %s", where, added).isEmpty();
    assertThat(added).as("too often in %s", where).isEmpty();
  }

  private static List<String> minus(List<String> some, List<String> others) {
    Map<String, Integer> left = new HashMap<>();
    others.forEach(text -> left.merge(text, 1, Integer::sum));
    List<String> rest = new ArrayList<>();
    for (String text : some) {
      if (left.merge(text, -1, Integer::sum) < 0) {
        rest.add(text);
      }
    }
    return rest;
  }

  private static Map<String, String> incidents(TestRegion region) {
    Map<String, String> standing = new TreeMap<>();
    region
        .latest(Topic.INCIDENTS)
        .forEach(
            (id, seen) -> {
              if (!seen.isTombstone()) {
                standing.put(id, withoutVersion(seen.text()));
              }
            });
    return standing;
  }

  private static Map<String, String> quarantinedIncidents(TestRegion region) {
    Map<String, String> states = new TreeMap<>();
    region
        .latest(Topic.QUARANTINE)
        .forEach(
            (id, seen) -> {
              if (isAboutIncident(seen.json())) {
                JsonNode held = seen.unsealed().json();
                if (!isOver(held)) {
                  states.put(id, withoutVersion(held));
                }
              }
            });
    return states;
  }

  /** Which incidents there were on the way, until they met others, depends on the clock. */
  private static boolean isOver(JsonNode held) {
    String status = Seen.parse(held.path("text").asText()).path("status").asText();
    return status.equals("Merged") || status.equals("Withdrawn");
  }

  private static String withoutVersion(JsonNode held) {
    String incident = withoutVersion(held.path("text").asText());
    return ((ObjectNode) held).put("text", incident).toString();
  }

  /**
   * An incident's version is a reading of the writer's clock (docs/decisions/0004), on which it
   * also depends what its last update told.
   */
  private static String withoutVersion(String incident) {
    JsonNode json = Seen.parse(incident);
    if (json.path("pixelated") instanceof ObjectNode extension && extension.has("change")) {
      extension.remove(List.of("version", "change"));
      ((ObjectNode) json).remove(List.of("activity_id", "type_uid"));
    }
    return json.toString();
  }

  /** A row says when it was stored, and holds versions as incidents do. */
  private static String withoutClock(Map<String, String> row) {
    Map<String, String> stable = new TreeMap<>(row);
    stable.remove("stored_at");
    stable.remove("version");
    stable.remove("content_order"); // a digest of the payload with its version
    stable.computeIfPresent("payload", (column, payload) -> withoutVersion(payload));
    return stable.toString();
  }

  private static Set<String> undecided(TestRegion region) {
    Set<String> confirmed = new TreeSet<>(region.latest(Topic.ALERTS).keySet());
    // Earlier evidence may withdraw an announcement, and still earlier evidence bring it back: what
    // was said last counts.
    Map<String, String> told = new TreeMap<>();
    for (Seen seen : region.read(Topic.ALERTS_PROVISIONAL)) {
      told.put(seen.key(), seen.json().at("/pixelated/state").asText());
    }
    Set<String> undecided = new TreeSet<>();
    told.forEach(
        (id, state) -> {
          if (!state.equals(confirmed.contains(id) ? "confirmed" : "withdrawn")) {
            undecided.add(id + ' ' + state);
          }
        });
    return undecided;
  }

  private static boolean isAboutIncident(JsonNode checked) {
    return checked.path("record_kind").asText().equals("incidents");
  }

  private static List<String> texts(List<Seen> records) {
    return records.stream().map(r -> r.key() + ' ' + r.text()).toList();
  }

  private static Map<String, String> texts(Map<String, Seen> records) {
    return records.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().text()));
  }
}

package io.pixelated.streams.local.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pixelated.streams.connectors.database.Connections;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.local.stack.LocalStack;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the database refuses, on its way through the whole job. */
@ExtendWith(SharedStack.class)
class RefusedRowsITCase {
  private static final String REFUSE =
      """
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.home_region = 'ap-northeast-1' THEN
          RAISE EXCEPTION 'refused';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON detections FOR EACH ROW EXECUTE FUNCTION refuse()""";

  private static final String ID = "8c1b1f0e-54a5-4a52-9d3c-5b7a1a0d7a11";

  private static final String RULE =
      """
      title: probe
      id: 8c1b1f0e-54a5-4a52-9d3c-5b7a1a0d7a11
      status: test
      logsource:
        product: pixelated
        service: identity
      detection:
        selection:
          probe|startswith: refused-
        condition: selection
      level: high
      """;

  @Test
  void whatTheDatabaseRefusesIsADeadLetterOnceAndTheRestIsStored(LocalStack stack)
      throws Exception {
    execute(stack, REFUSE);
    try (TestRegion region = TestRegion.create(stack, "ap-northeast-1", 1)) {
      region.start(new Configuration());
      RuleDocument rule = new RuleDocument(ID, RULE, "probe.yml", new Origin("", 0, 0, 0));
      region.push(rule);
      await("the rule is accepted")
          .atMost(TestRegion.PATIENCE)
          .until(() -> region.latest(Topic.RULES_STATUS).containsKey(rule.key()));
      region.send(List.of(probe("refused-1"), probe("refused-2")));
      await("the detections are refused")
          .atMost(TestRegion.PATIENCE)
          .until(() -> region.read(Topic.DEAD_LETTERS).size() >= 2);
      region.awaitVisible();

      List<JsonNode> letters = region.read(Topic.DEAD_LETTERS).stream().map(Seen::json).toList();
      assertThat(letters)
          .hasSize(2)
          .allSatisfy(
              letter -> {
                assertThat(letter.path("stage").asText()).isEqualTo("database");
                assertThat(letter.path("reason").asText())
                    .startsWith("table detections does not take row ap-northeast-1/")
                    .contains("SQLSTATE P0001");
              });
      assertThat(letters.toString()).doesNotContain("refused-1");
      assertThat(content(region)).hasSize(2).allMatch(text -> text.contains("finding_info"));
      assertThat(region.rows("detections")).isEmpty();
      assertThat(region.rows("threat_events")).hasSize(2);
    } finally {
      execute(stack, "DROP TRIGGER refuse ON detections; DROP FUNCTION refuse()");
    }
  }

  private static List<String> content(TestRegion region) {
    return region.read(Topic.DEAD_LETTERS).stream()
        .map(seen -> seen.unsealed().json().path("text").asText())
        .toList();
  }

  private static RawMessage probe(String name) {
    Instant now = Instant.now();
    return RawMessage.of(
        now.toEpochMilli(),
        """
        {"platform":"pixelated","service":"identity","action":"probe","ts":"%s",\
        "event_id":"%s","probe":"%s","actor":{"user":"ana","type":"admin"}}"""
            .formatted(now, name, name));
  }

  private static void execute(LocalStack stack, String sql) throws SQLException {
    try (Connection connection = new Connections(stack.database()).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

package io.pixelated.streams.local.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.events.Ids;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.local.stack.LocalStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rules that change while the job runs. */
@ExtendWith(SharedStack.class)
@Timeout(180)
class RuleChangeITCase {
  private static final Duration PROMPT = Duration.ofSeconds(5);

  private static TestRegion region;

  @BeforeAll
  static void start(LocalStack stack) throws Exception {
    region = TestRegion.create(stack, "us-east-1", 1);
    region.start(new Configuration());
  }

  @AfterAll
  static void stop() throws Exception {
    region.close();
  }

  @Test
  void detectsWithANewRuleWithinFiveSeconds() throws Exception {
    RuleDocument rule = rule("d0a9b5d4-6a54-4c3e-8a43-0f2f5f3b7a01", "new-", "selection");

    Instant pushed = Instant.now();
    region.push(rule);
    Seen accepted = awaitStatus(rule, "accepted");

    assertThat(Duration.between(pushed, Instant.ofEpochMilli(accepted.timestamp())))
        .isLessThan(PROMPT);
    sendProbe("new-1");
    assertThat(awaitDetection(rule, "new-1")).isEqualTo(Ids.version(rule.text()));
  }

  @Test
  void keepsTheOldVersionOfARuleWhoseNewOneIsBroken() throws Exception {
    String id = "d0a9b5d4-6a54-4c3e-8a43-0f2f5f3b7a02";
    RuleDocument good = rule(id, "kept-", "selection");
    RuleDocument broken = rule(id, "other-", "selectoin");
    region.push(good);
    awaitStatus(good, "accepted");

    region.push(broken);
    JsonNode rejected = awaitStatus(broken, "rejected").json();

    assertThat(rejected.path("file").asText()).isEqualTo(broken.file());
    assertThat(rejected.path("line").asInt()).isEqualTo(lineOf("condition:", broken));
    assertThat(rejected.path("reason").asText())
        .contains("selection 'selectoin' is not defined; did you mean 'selection'?");
    sendProbe("kept-1");
    assertThat(awaitDetection(good, "kept-1")).isEqualTo(Ids.version(good.text()));
  }

  @Test
  void forgetsARuleThatATombstoneRemoves() throws Exception {
    RuleDocument gone = rule("d0a9b5d4-6a54-4c3e-8a43-0f2f5f3b7a03", "gone-", "selection");
    RuleDocument other = rule("d0a9b5d4-6a54-4c3e-8a43-0f2f5f3b7a04", "gone-", "selection");
    region.push(gone, other);
    awaitStatus(gone, "accepted");
    awaitStatus(other, "accepted");

    region.push(tombstone(gone));
    awaitStatus(tombstone(gone), "removed");

    sendProbe("gone-1");
    awaitDetection(other, "gone-1");
    region.awaitVisible();
    assertThat(detections(gone, "gone-1")).isEmpty();
  }

  private static Seen awaitStatus(RuleDocument rule, String state) {
    return await("rule %s is %s".formatted(rule.key(), state))
        .atMost(TestRegion.PATIENCE)
        .until(() -> region.latest(Topic.RULES_STATUS).get(rule.key()), seen -> is(state, seen));
  }

  private static boolean is(String state, Seen status) {
    return status != null && status.json().path("state").asText().equals(state);
  }

  /** The version of the rule that detected a probe. */
  private static String awaitDetection(RuleDocument rule, String probe) {
    return await("rule %s detects %s".formatted(rule.key(), probe))
        .atMost(TestRegion.PATIENCE)
        .until(() -> detections(rule, probe), found -> !found.isEmpty())
        .get(0);
  }

  private static List<String> detections(RuleDocument rule, String probe) {
    return region.read(Topic.DETECTIONS).stream()
        .map(Seen::json)
        .filter(d -> d.at("/evidences/0/data/probe").asText().equals(probe))
        .map(d -> d.at("/finding_info/analytic"))
        .filter(analytic -> analytic.path("uid").asText().equals(rule.key()))
        .map(analytic -> analytic.path("version").asText())
        .toList();
  }

  private static void sendProbe(String name) throws InterruptedException {
    Instant now = Instant.now();
    region.send(
        List.of(
            RawMessage.of(
                now.toEpochMilli(),
                """
                {"platform":"pixelated","service":"identity","action":"probe","ts":"%s",\
                "event_id":"%s","probe":"%s"}"""
                    .formatted(now, name, name))));
  }

  private static RuleDocument rule(String id, String prefix, String condition) {
    String text =
        """
        title: Probe %s
        id: %s
        status: test
        logsource:
            product: pixelated
            service: identity
        detection:
            selection:
                action: probe
                probe|startswith: '%s'
            condition: %s
        level: high
        """
            .formatted(prefix, id, prefix, condition);
    return new RuleDocument(id, text, "probes/" + prefix + ".yml", new Origin("", 0, 0, 0));
  }

  private static RuleDocument tombstone(RuleDocument rule) {
    return new RuleDocument(rule.key(), "", "", rule.origin());
  }

  private static int lineOf(String text, RuleDocument rule) {
    List<String> lines = rule.text().lines().toList();
    for (int line = 0; line < lines.size(); line++) {
      if (lines.get(line).contains(text)) {
        return line + 1;
      }
    }
    throw new IllegalArgumentException(text + " is not in the rule");
  }
}

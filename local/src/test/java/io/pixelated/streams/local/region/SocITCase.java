package io.pixelated.streams.local.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.local.stack.LocalStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What analysts tell the job while it runs: silences, and verdicts on incidents. Their topics are
 * created after the job has started.
 */
@ExtendWith(SharedStack.class)
@Timeout(240)
class SocITCase {
  private static final String RULE = "d0a9b5d4-6a54-4c3e-8a43-0f2f5f3b7b01";
  private static final Duration QUIET = Duration.ofHours(1);

  private static final AtomicInteger PROBES = new AtomicInteger();

  private static TestRegion region;

  @BeforeAll
  static void start(LocalStack stack) throws Exception {
    region = TestRegion.create(stack, "us-west-2", 1);
    region.delete(Topic.SILENCES);
    region.delete(Topic.DISPOSITIONS);
    region.push(rule());
    region.start(new Configuration());
    String before = probe("before", Instant.now());
    awaitIncident(before);
    region.createTopics();
  }

  @AfterAll
  static void stop() throws Exception {
    region.close();
  }

  @Test
  void holdsBackWhatASilenceIsForAndMarksIt() throws Exception {
    Instant now = Instant.now();
    silence("scan", "scan-.*", now.minus(QUIET), now.plus(QUIET));

    JsonNode mark = probeUntilSilenced("scan", "scan", now);
    assertThat(mark.path("rule").asText()).isEqualTo(RULE);
    assertThat(mark.path("comment").asText()).isEqualTo("CHG-1204");
    String silenced = probe("scan", Instant.now());
    awaitIncident(probe("other", Instant.now()));

    assertThat(detected(silenced)).as("it is detected all the same").isTrue();
    assertThat(incident(silenced)).isEmpty();
    assertThat(incident(mark.path("id").asText())).as("by the id of its evidence").isEmpty();
  }

  @Test
  void letsThroughWhatHappensAfterASilenceHasEnded() throws Exception {
    Instant end = Instant.now().minus(Duration.ofMinutes(30));
    silence("night", "night-.*", end.minus(QUIET), end);

    probeUntilSilenced("night", "night", end.minusSeconds(60));

    awaitIncident(probe("night", end.plusSeconds(60)));
  }

  @Test
  void deadLettersASilenceThatCannotBeRead() throws Exception {
    region.put(Topic.SILENCES, "broken", "{\"matchers\":[]}");

    JsonNode letter =
        await("the dead letter")
            .atMost(TestRegion.PATIENCE)
            .until(() -> deadLetter("silences"), Optional::isPresent)
            .orElseThrow();
    assertThat(letter.path("reason").asText()).contains("matchers has none", "startsAt is missing");
  }

  @Test
  void countsVerdictsForTheRuleBehindAnIncident() throws Exception {
    String incident = awaitIncident(probe("verdict", Instant.now())).key();

    verdict(incident, "false_positive");
    JsonNode wrong = awaitQuality(1.0);
    assertThat(wrong.path("false_positives").asLong()).isEqualTo(1);
    assertThat(wrong.path("false_positive_rate_at_least").asDouble()).isBetween(0.2, 0.21);

    verdict(incident, "true_positive");
    JsonNode right = awaitQuality(0.0);
    assertThat(right.path("true_positives").asLong()).isEqualTo(1);
    assertThat(right.path("false_positives").asLong()).isZero();
  }

  private static void silence(String id, String users, Instant from, Instant to)
      throws InterruptedException {
    region.put(
        Topic.SILENCES,
        id,
        """
        {"matchers":[{"name":"user","value":"%s","isRegex":true}],"startsAt":"%s","endsAt":"%s",\
        "createdBy":"ana.keller","comment":"CHG-1204"}"""
            .formatted(users, from, to));
  }

  private static void verdict(String incident, String verdict) throws InterruptedException {
    region.put(
        Topic.DISPOSITIONS,
        incident,
        "{\"verdict\":\"%s\",\"analyst\":\"ana.keller\",\"time\":\"%s\",\"comment\":\"\"}"
            .formatted(verdict, Instant.now()));
  }

  /** When a silence is known to the job shows only in what it does. */
  private static JsonNode probeUntilSilenced(String prefix, String silence, Instant time) {
    return await("silence %s holds".formatted(silence))
        .atMost(TestRegion.PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              probe(prefix, time);
              return region.read(Topic.SILENCED).stream()
                  .map(Seen::json)
                  .filter(mark -> mark.path("silenced_by").asText().equals(silence))
                  .findFirst();
            },
            Optional::isPresent)
        .orElseThrow();
  }

  private static JsonNode awaitQuality(double rate) {
    return await("the rule's false positive rate is " + rate)
        .atMost(TestRegion.PATIENCE)
        .until(
            () -> Optional.ofNullable(region.latest(Topic.RULES_QUALITY).get(RULE)).map(Seen::json),
            told -> told.isPresent() && told.get().path("false_positive_rate").asDouble(-1) == rate)
        .orElseThrow();
  }

  private static Seen awaitIncident(String user) {
    return await("an incident names " + user)
        .atMost(TestRegion.PATIENCE)
        .until(() -> incident(user), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<Seen> incident(String text) {
    return region.latest(Topic.INCIDENTS).values().stream()
        .filter(seen -> seen.text().contains('"' + text + '"'))
        .findFirst();
  }

  private static boolean detected(String user) {
    region.awaitVisible();
    return region.read(Topic.DETECTIONS).stream()
        .anyMatch(seen -> seen.text().contains('"' + user + '"'));
  }

  private static Optional<JsonNode> deadLetter(String stage) {
    return region.read(Topic.DEAD_LETTERS).stream()
        .map(Seen::json)
        .filter(letter -> letter.path("stage").asText().equals(stage))
        .findFirst();
  }

  /** Sends an event of a user of its own that the rule detects. */
  private static String probe(String prefix, Instant time) throws InterruptedException {
    String user = prefix + "-" + PROBES.incrementAndGet();
    region.send(
        List.of(
            RawMessage.of(
                Instant.now().toEpochMilli(),
                """
                {"platform":"pixelated","service":"identity","action":"probe","ts":"%s",\
                "event_id":"%s","actor":{"user":"%s","type":"admin"}}"""
                    .formatted(time, user, user))));
    return user;
  }

  private static RuleDocument rule() {
    String text =
        """
        title: Probe
        id: %s
        status: test
        logsource:
            product: pixelated
            service: identity
        detection:
            selection:
                action: probe
            condition: selection
        level: high
        """
            .formatted(RULE);
    return new RuleDocument(RULE, text, "probes/soc.yml", new Origin("", 0, 0, 0));
  }
}

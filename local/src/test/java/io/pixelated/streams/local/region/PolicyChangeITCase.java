package io.pixelated.streams.local.region;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.local.stack.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The privacy office changes its mind while the job runs: approvals come and go, policies are
 * broken, changed, and their topic is created anew. Every event is about one patient, and nothing
 * of that person is in what the job logs, measures or complains about.
 */
@ExtendWith(SharedStack.class)
@Timeout(420)
class PolicyChangeITCase {
  private static final String REGION = "us-east-1";
  private static final String SHIPPED = "2026-11-22";
  private static final String PERSON = "anabel.kellermann";
  private static final String APPROVER = "benedikt.mossbauer";

  private static final String STRICT =
      """
      version: "%s"
      purposes: [security]
      profiles:
        none: {}
      regimes:
        - {id: gdpr, title: t, clause: c, precedence: 1, classes: [PERSONAL], jurisdictions: [EU],
           permitted: [eu-central-1], leaving: whole}
        - {id: house, title: t, clause: c, precedence: 2, classes: [OPERATIONAL], jurisdictions: [], permitted: all,
           leaving: whole}
      """;

  @TempDir private Path temporary;

  private final AtomicInteger probes = new AtomicInteger();
  private TestRegion region;
  private URI ui;

  /** What became of an event. */
  private record Fate(String outcome, String policyVersion) {}

  @Test
  void policiesAndApprovalsTakeEffectWhileTheJobRunsAndOutliveRestarts(LocalStack stack)
      throws Exception {
    ui = stack.uiAddress();
    try (LogLines log = LogLines.open();
        TestRegion created = TestRegion.create(stack, REGION, 1)) {
      region = created;
      region.push(rule());
      region.start(prompt());
      awaitFate(new Fate("minimise", SHIPPED));

      region.put(Topic.APPROVALS, "scc-1", approval());
      awaitFate(new Fate("permit", SHIPPED));
      restart();
      assertThat(fate(probe())).isEqualTo(new Fate("permit", SHIPPED));
      region.remove(Topic.APPROVALS, "scc-1");
      awaitFate(new Fate("minimise", SHIPPED));

      region.put(Topic.POLICIES, "policies", STRICT.formatted("broken").replace("whole", PERSON));
      region.put(Topic.POLICIES, "policies", PERSON + ": [");
      awaitRejections(2);
      assertThat(fate(probe())).isEqualTo(new Fate("minimise", SHIPPED));

      region.put(Topic.POLICIES, "policies", STRICT.formatted("strict"));
      awaitFate(new Fate("quarantine", "strict"));
      restart();
      assertThat(fate(probe())).isEqualTo(new Fate("quarantine", "strict"));

      String stopped = region.stop(temporary);
      region.delete(Topic.POLICIES);
      region.createTopics();
      region.put(Topic.POLICIES, "policies", STRICT.formatted("anew"));
      region.resume(stopped, prompt());
      awaitFate(new Fate("quarantine", "anew"));
      awaitAlert("residency-policies-anew");

      region.send(List.of(RawMessage.of(now(), "{\"actor\":{\"user\":\"eu." + PERSON)));
      region.send(
          List.of(new RawMessage(0, now(), ("\u00ff{" + PERSON + "}").getBytes(ISO_8859_1))));
      region.put(Topic.APPROVALS, PERSON, approval().replace("gdpr", "[" + PERSON + "]"));
      region.put(Topic.SILENCES, PERSON, "{\"" + PERSON + "\":");
      awaitRejections(3);
      region.awaitVisible();
      assertNothingIsToldOfThem(log.all());
    }
  }

  /** What becomes of a probe is seen with the next checkpoint. */
  private static Configuration prompt() {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    return configuration;
  }

  private void restart() throws Exception {
    region.resume(region.stop(temporary), prompt());
  }

  private void assertNothingIsToldOfThem(List<String> logged) throws Exception {
    assertThat(logged).anyMatch(line -> line.contains("Residency check"));
    assertSilent("a log line", logged);
    assertSilent("an alert", texts(Topic.OPS_ALERTS));
    assertSilent("a dead letter", texts(Topic.DEAD_LETTERS));
    assertSilent("quarantine", texts(Topic.QUARANTINE));
    assertSilent("an audit record", texts(Topic.AUDIT));
    List<String> metrics = metrics();
    assertThat(metrics).anyMatch(names -> names.contains("verdict.quarantine.records"));
    assertSilent("a metric", metrics);
    assertSilent("an exception", List.of(get("/jobs/" + region.job() + "/exceptions")));
  }

  private static void assertSilent(String what, List<String> texts) {
    assertThat(texts).isNotEmpty();
    for (String text : texts) {
      assertThat(text.toLowerCase(Locale.ROOT)).as(what).doesNotContain(PERSON, APPROVER);
    }
  }

  private List<String> texts(Topic topic) {
    return region.read(topic).stream().map(Seen::text).toList();
  }

  /** Names of all metrics of the job, with the groups that they are in. */
  private List<String> metrics() throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    String job = "/jobs/" + region.job();
    names.add(get(job + "/metrics"));
    for (JsonNode vertex : Seen.parse(get(job)).path("vertices")) {
      String path = job + "/vertices/" + vertex.path("id").asText();
      names.add(get(path + "/metrics"));
      names.add(get(path + "/subtasks/metrics"));
    }
    return names;
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(ui.resolve(path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  /** From some event on, that is what becomes of every one. */
  private void awaitFate(Fate expected) throws InterruptedException {
    await("events are " + expected)
        .atMost(TestRegion.PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> fate(probe()), expected::equals);
    assertThat(fate(probe())).isEqualTo(expected);
  }

  private Fate fate(String event) {
    return await("something has become of " + event)
        .atMost(TestRegion.PATIENCE)
        .until(() -> stored(event).or(() -> held(event)), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<Fate> stored(String event) throws SQLException {
    Optional<String> id = id(event);
    for (Map<String, String> row : region.rows("threat_events")) {
      if (id.isPresent() && row.get("id").equals(id.get())) {
        return Optional.of(new Fate(row.get("verdict"), row.get("policy_version")));
      }
    }
    return Optional.empty();
  }

  private Optional<Fate> held(String event) {
    Optional<String> id = id(event);
    return region.read(Topic.QUARANTINE).stream()
        .map(Seen::json)
        .filter(held -> held.path("record_kind").asText().equals("threat_events"))
        .filter(held -> id.filter(held.path("record_id").asText()::equals).isPresent())
        .map(held -> new Fate("quarantine", held.path("policy_version").asText()))
        .findFirst();
  }

  private Optional<String> id(String event) {
    return region.read(Topic.EVENTS_ENRICHED).stream()
        .filter(seen -> seen.text().contains('"' + event + '"'))
        .map(Seen::key)
        .findFirst();
  }

  private void awaitRejections(int expected) {
    await(expected + " rejections are told of")
        .atMost(TestRegion.PATIENCE)
        .until(
            () ->
                texts(Topic.OPS_ALERTS).stream()
                            .filter(alert -> alert.contains("-rejected"))
                            .count()
                        >= expected
                    && texts(Topic.DEAD_LETTERS).size() >= expected);
  }

  private void awaitAlert(String condition) {
    await(condition)
        .atMost(TestRegion.PATIENCE)
        .until(() -> texts(Topic.OPS_ALERTS).stream().anyMatch(text -> text.contains(condition)));
  }

  private static long now() {
    return Instant.now().toEpochMilli();
  }

  /** Sends an event about the patient; returns what names it. */
  private String probe() throws InterruptedException {
    String event = "probe-" + probes.incrementAndGet();
    region.send(
        List.of(
            RawMessage.of(
                now(),
                """
                {"platform":"pixelated","service":"identity","action":"probe","ts":"%s",\
                "event_id":"%s","actor":{"user":"eu.%s","type":"patient"}}"""
                    .formatted(Instant.now(), event, PERSON))));
    return event;
  }

  private static String approval() {
    Instant now = Instant.now();
    return """
    id: scc-1
    regime: gdpr
    from: [us-east-1]
    to: [us-east-1]
    classes: [PERSONAL]
    purposes: [security]
    requested_by: carla.ops
    approvers: [%s, ana.privacy]
    valid_from: %s
    expires: %s
    """
        .formatted(APPROVER, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
  }

  private static RuleDocument rule() {
    String id = "1b9d7c52-5f0a-4a7e-9f1e-6f9f3d0c7a11";
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
            .formatted(id);
    return new RuleDocument(id, text, "probes/policies.yml", new Origin("", 0, 0, 0));
  }
}

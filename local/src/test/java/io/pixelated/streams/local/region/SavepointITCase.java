package io.pixelated.streams.local.region;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.correlation.rulebook.RuleFiles;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertJson;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationOptions;
import io.pixelated.streams.local.stack.LocalStack;
import io.pixelated.streams.sigma.load.Rejection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job goes on from a savepoint that was taken when this was first released: whoever changes
 * what is kept in state, breaks this test before an upgrade.
 *
 * <p>It holds windows that lack an event, a sequence after its first step, one of the two alerts
 * that a chain waits for, an alert that is announced and not final, an open incident, a silence,
 * and rules that came while the job ran. The topics that the job finds when it goes on have, up to
 * where it stopped, only records that mean nothing: what follows can have come from the state
 * alone.
 *
 * <p>The savepoint in {@code src/test/resources} was made by
 *
 * <pre>
 *   mvn verify -pl local -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dit.test=SavepointITCase#writesTheSavepoint -Dfailsafe.failIfNoSpecifiedTests=false \
 *     -Dstreams.savepoint.write=true
 * </pre>
 *
 * A change that cannot keep to it needs a new one, and a word to those who upgrade.
 */
@ExtendWith(SharedStack.class)
@Timeout(180)
class SavepointITCase {
  private static final String REGION = "eu-west-1";
  private static final String FIXTURE = "savepoint";
  private static final Path SOURCES =
      Path.of("src", "test", "resources", "io", "pixelated", "streams", "local", "region");

  /** Long ago, so that it is never ahead of the clock. */
  private static final Instant BEGIN = Instant.parse("2024-05-06T10:00:00Z");

  private static final long BOUND = Duration.ofMinutes(2).toMillis();
  private static final String SILENCE = "maintenance";

  private static final List<RawMessage> BEFORE_HOT_RULES =
      List.of(
          event("failed", "cai", "192.0.2.7", "PT0S"),
          event("failed", "cai", "192.0.2.7", "PT1M"),
          event("failed", "cai", "192.0.2.7", "PT2M"),
          event("signed-in", "ben", "192.0.2.9", "PT3M"),
          event("probed", "fay", "192.0.2.11", "PT4M"),
          event("probed", "eve", "192.0.2.10", "PT5M"));
  private static final List<RawMessage> BEFORE =
      List.of(
          event("warmed", "gus", "192.0.2.12", "PT6M"),
          event("failed", "ana", "192.0.2.7", "PT7M"),
          event("failed", "ana", "192.0.2.7", "PT8M"),
          event("failed", "dee", "192.0.2.8", "PT9M"),
          event("failed", "dee", "192.0.2.8", "PT9M20S"),
          event("failed", "dee", "192.0.2.8", "PT9M40S"));
  private static final List<RawMessage> AFTER =
      List.of(
          event("failed", "ana", "192.0.2.7", "PT10M"),
          event("exported", "ben", "192.0.2.9", "PT11M"),
          event("warmed", "gus", "192.0.2.12", "PT12M"),
          event("probed", "eve", "192.0.2.10", "PT13M"),
          event("probed", "fay", "192.0.2.11", "PT14M"),
          event("tick", "nobody", "192.0.2.13", "PT14H"));

  @TempDir private Path temporary;

  @Test
  @EnabledIfSystemProperty(named = "streams.savepoint.write", matches = "true")
  void writesTheSavepoint(LocalStack stack) throws Exception {
    try (TestRegion region = TestRegion.create(stack, REGION, 1)) {
      region.push(rules());
      region.put(
          Topic.SILENCES,
          SILENCE,
          """
          {"matchers": [{"name": "user", "value": "fay"}], "startsAt": "2024-05-06T00:00:00Z",
           "endsAt": "2024-05-07T00:00:00Z", "createdBy": "test", "comment": "planned"}""");
      region.send(BEFORE_HOT_RULES);
      region.start(configuration());
      region.awaitCovered();
      region.push(hotRules());
      String hot = hotRules().get(0).key();
      await("the hot rules")
          .atMost(TestRegion.PATIENCE)
          .until(() -> region.latest(Topic.RULES_STATUS).containsKey(hot));
      region.send(BEFORE);
      await("what is announced")
          .atMost(TestRegion.PATIENCE)
          .until(() -> !statesOf("dee", alerts(region, Topic.ALERTS_PROVISIONAL)).isEmpty());
      region.awaitCovered();
      region.awaitVisible();
      assertThat(texts(finals(region))).isEqualTo(texts(finalBefore())).hasSize(1);

      replaceFixture(Path.of(URI.create(region.stop(temporary))));
    }
  }

  @Test
  void goesOnFromTheSavepoint(LocalStack stack) throws Exception {
    Path savepoint = Path.of(SavepointITCase.class.getResource(FIXTURE).toURI());
    try (TestRegion region = TestRegion.create(stack, REGION, 1)) {
      fillUpToTheSavepoint(region);
      region.send(AFTER);
      region.resume(savepoint.toUri().toString(), configuration());
      JsonNode incident =
          await("the end of the incident")
              .atMost(TestRegion.PATIENCE)
              .until(() -> incidentWhileTrafficGoesOn(region), SavepointITCase::isResolved);
      region.awaitVisible();

      List<Alert> finals = finals(region);
      assertThat(titles(finals))
          .containsExactlyInAnyOrder(
              "Three Failures",
              "Three Failures",
              "Two Attacked From One Address",
              "Signed In, Then Exported",
              "Warmed Twice");
      List<Alert> unbroken = new ArrayList<>(offline(BEFORE_HOT_RULES, BEFORE, AFTER));
      unbroken.removeAll(finalBefore());
      assertThat(texts(finals)).isEqualTo(texts(unbroken));
      assertThat(statesOf("dee", alerts(region, Topic.ALERTS_PROVISIONAL)))
          .containsExactly(AlertState.CONFIRMED);
      assertThat(incident.path("start_time").asLong()).isEqualTo(at("PT5M").toEpochMilli());
      assertThat(incident.path("finding_info_list")).hasSize(2);
      assertThat(incident.at("/pixelated/evidence_count").asLong()).isEqualTo(2);
      assertThat(region.read(Topic.SILENCED))
          .singleElement()
          .satisfies(s -> assertThat(s.json().path("silenced_by").asText()).isEqualTo(SILENCE));
      assertThat(incidentOf(region, "fay")).isNull();
    }
  }

  /** As many records as the job had read, of which none means anything to it. */
  private static void fillUpToTheSavepoint(TestRegion region) throws Exception {
    int events = BEFORE_HOT_RULES.size() + BEFORE.size();
    region.send(Collections.nCopies(events, event("idle", "nobody", "192.0.2.13", "PT0S")));
    RuleDocument tombstone = new RuleDocument("filler", "", "", new Origin("", 0, 0, 0));
    region.push(Collections.nCopies(rules().size() + hotRules().size(), tombstone));
    region.put(Topic.SILENCES, "filler", "not a silence");
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(ThreatCorrelationOptions.OUT_OF_ORDERNESS, Duration.ofMillis(BOUND));
    configuration.set(ThreatCorrelationOptions.SILENCE_AFTER, Duration.ZERO);
    configuration.set(ThreatCorrelationOptions.MAX_AGE, Duration.ZERO);
    return configuration;
  }

  private static List<RuleDocument> rules() throws Exception {
    return documents("savepoint-rules.yml");
  }

  private static List<RuleDocument> hotRules() throws Exception {
    return documents("savepoint-hot-rules.yml");
  }

  private static List<RuleDocument> documents(String name) throws Exception {
    Path file = Path.of(SavepointITCase.class.getResource(name).toURI());
    List<Rejection> unreadable = new ArrayList<>();
    List<RuleDocument> documents = RuleFiles.read(List.of(file), unreadable);
    assertThat(unreadable).isEmpty();
    return documents;
  }

  private static List<Alert> finalBefore() throws Exception {
    return offline(BEFORE_HOT_RULES, BEFORE, List.of());
  }

  private static List<Alert> offline(
      List<RawMessage> first, List<RawMessage> second, List<RawMessage> third) throws Exception {
    List<RuleDocument> all = new ArrayList<>(rules());
    all.addAll(hotRules());
    List<RawMessage> messages = Stream.of(first, second, third).flatMap(List::stream).toList();
    return new OfflineAlerts(REGION, "raw").of(all, messages, BOUND);
  }

  private static List<Alert> finals(TestRegion region) throws IOException {
    return alerts(region, Topic.ALERTS).stream()
        .filter(alert -> alert.state() == AlertState.FINAL)
        .toList();
  }

  private static List<Alert> alerts(TestRegion region, Topic topic) throws IOException {
    List<Alert> alerts = new ArrayList<>();
    for (Seen seen : region.read(topic)) {
      alerts.add(AlertJson.read(seen.value()));
    }
    return alerts;
  }

  private static List<String> titles(List<Alert> alerts) {
    return alerts.stream().map(alert -> alert.rule().title()).toList();
  }

  private static List<String> texts(List<Alert> alerts) {
    return alerts.stream()
        .map(alert -> new String(AlertJson.write(alert), UTF_8))
        .sorted()
        .toList();
  }

  private static List<AlertState> statesOf(String user, List<Alert> alerts) {
    return alerts.stream()
        .filter(alert -> alert.group().containsValue(user))
        .map(Alert::state)
        .toList();
  }

  /**
   * Time passes by what arrives once every partition could have spoken: a burst alone may not do.
   */
  private static JsonNode incidentWhileTrafficGoesOn(TestRegion region) throws Exception {
    region.send(List.of(AFTER.get(AFTER.size() - 1)));
    return incidentOf(region, "eve");
  }

  /** The last state of the incident that is about a user; null if there is none. */
  private static JsonNode incidentOf(TestRegion region, String user) {
    return region.latest(Topic.INCIDENTS).values().stream()
        .filter(seen -> seen.text().contains('"' + user + '"'))
        .map(Seen::json)
        .findFirst()
        .orElse(null);
  }

  private static boolean isResolved(JsonNode incident) {
    return incident != null && incident.path("status").asText().equals("Resolved");
  }

  private static Instant at(String offset) {
    return BEGIN.plus(Duration.parse(offset));
  }

  private static RawMessage event(String action, String user, String address, String offset) {
    return RawMessage.of(
        System.currentTimeMillis(),
        """
        {"platform":"pixelated","service":"identity","action":"%s","ts":"%s","event_id":"%s-%s",\
        "actor":{"user":"%s","type":"admin"},"source":{"ip":"%s"}}"""
            .formatted(action, at(offset), user, offset, user, address));
  }

  private static void replaceFixture(Path savepoint) throws IOException {
    Path fixture = SOURCES.resolve(FIXTURE);
    Files.createDirectories(fixture);
    for (Path old : files(fixture)) {
      Files.delete(old);
    }
    for (Path file : files(savepoint)) {
      Files.copy(file, fixture.resolve(file.getFileName()));
    }
  }

  private static Set<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return Set.copyOf(files.toList());
    }
  }
}

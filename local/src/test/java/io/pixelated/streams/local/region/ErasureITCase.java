package io.pixelated.streams.local.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.jobs.erasure.ErasureStages;
import io.pixelated.streams.local.stack.LocalStack;
import io.pixelated.streams.privacy.Identifier;
import io.pixelated.streams.privacy.IdentifierKind;
import io.pixelated.streams.privacy.Subject;
import io.pixelated.streams.privacy.erasure.ErasureOrder;
import io.pixelated.streams.privacy.erasure.ErasureOrders;
import io.pixelated.streams.privacy.erasure.ErasureReport;
import io.pixelated.streams.privacy.erasure.ErasureReportJson;
import io.pixelated.streams.residency.audit.SubjectKey;
import io.pixelated.streams.residency.keys.KeyProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody is to be forgotten while the job knows of them: windows, a sequence that has begun, what
 * is announced, an open incident, and the key of their pseudonym. The job is stopped between the
 * order and what comes of it.
 */
@ExtendWith(SharedStack.class)
@Timeout(300)
class ErasureITCase {
  private static final String REGION = "us-east-1";
  private static final String ANA = "anabel.kellermann";
  private static final String BEN = "benedikt.mossbauer";
  private static final int LEVELS = 4;

  @TempDir private Path temporary;

  @Test
  void leavesNothingOfThePersonInTheStateAndAllOfTheOthers(LocalStack stack) throws Exception {
    try (TestRegion region = TestRegion.create(stack, REGION, 2)) {
      region.push(rules());
      region.start(new Configuration());
      Instant begin = Instant.now();
      for (String user : List.of(ANA, BEN)) {
        attack(region, user, begin);
      }
      awaitIncident(region, ANA);
      awaitIncident(region, BEN);
      region.awaitVisible();
      String before = region.stop(temporary);
      assertThat(found(before)).as("what there is to forget").containsExactly(ANA, BEN);
      Set<String> pseudonyms = pseudonyms(region, ANA);
      assertThat(region.latest(Topic.RULES_STATUS).values())
          .hasSize(rules().size())
          .allMatch(status -> status.text().contains("accepted"));

      order(region);
      region.resume(before, new Configuration());
      awaitReports(region);
      assertThat(lastOf(region, BEN)).isNotEmpty();
      assertThat(lastOf(region, ANA)).as("of the compacted topic").isEmpty();
      String after = region.stop(temporary);
      assertThat(found(after)).containsExactly(BEN);

      region.resume(after, new Configuration());
      for (String user : List.of(ANA, BEN)) {
        attack(region, user, Instant.now());
      }
      awaitIncident(region, ANA);
      region.awaitVisible();
      assertThat(AuditTrail.of(region).verdicts()).isNotEmpty();
      Set<String> others = new TreeSet<>(pseudonyms(region, ANA));
      others.removeAll(pseudonyms);
      assertThat(pseudonyms).as("before").hasSize(1);
      assertThat(others).as("since").hasSize(1);
      assertThat(pseudonyms(region, BEN)).hasSize(1).allMatch(p -> p.startsWith(SubjectKey.PREFIX));
    }
  }

  private static void attack(TestRegion region, String user, Instant time)
      throws InterruptedException {
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

  private static void order(TestRegion region) throws InterruptedException {
    ErasureOrder order =
        new ErasureOrder(
            "request-7",
            System.currentTimeMillis(),
            Subject.of(List.of(new Identifier(IdentifierKind.USER, ANA))));
    byte[] sealed = new ErasureOrders(KeyProvider.development(), REGION).write(order);
    String text = new String(sealed, StandardCharsets.UTF_8);
    assertThat(text).doesNotContain(ANA);
    region.put(Topic.PRIVACY_ERASURES, order.requestId(), text);
  }

  private static void awaitReports(TestRegion region) {
    Set<String> expected = Set.copyOf(ErasureStages.all(LEVELS));
    await("all stages report")
        .atMost(TestRegion.PATIENCE)
        .untilAsserted(() -> assertThat(complete(region)).isEqualTo(expected));
    region.awaitVisible();
  }

  /** Stages all of whose subtasks have reported. */
  private static Set<String> complete(TestRegion region) {
    Map<String, Set<Integer>> done = new TreeMap<>();
    Map<String, Integer> subtasks = new TreeMap<>();
    for (Seen record : region.read(Topic.PRIVACY_REPORTS)) {
      try {
        ErasureReport report = ErasureReportJson.read(record.value());
        assertThat(report.requestId()).isEqualTo("request-7");
        done.computeIfAbsent(report.stage(), s -> new TreeSet<>()).add(report.subtask());
        subtasks.put(report.stage(), report.subtasks());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return done.entrySet().stream()
        .filter(stage -> stage.getValue().size() == subtasks.get(stage.getKey()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** What the verdicts on somebody's detections call them. */
  private static Set<String> pseudonyms(TestRegion region, String user) {
    Set<String> theirs =
        region.read(Topic.DETECTIONS).stream()
            .filter(seen -> seen.text().contains('"' + user + '"'))
            .map(Seen::key)
            .collect(Collectors.toSet());
    assertThat(theirs).isNotEmpty();
    return AuditTrail.of(region).verdicts().stream()
        .filter(verdict -> theirs.contains(verdict.path("record_id").asText()))
        .map(verdict -> verdict.path("subject").asText())
        .collect(Collectors.toSet());
  }

  private static void awaitIncident(TestRegion region, String user) {
    await("an incident names " + user)
        .atMost(TestRegion.PATIENCE)
        .until(() -> !lastOf(region, user).isEmpty());
  }

  /** The incidents that name somebody, as they stand. */
  private static List<JsonNode> lastOf(TestRegion region, String user) {
    return region.latest(Topic.INCIDENTS).values().stream()
        .filter(seen -> seen.text().contains(user))
        .map(Seen::json)
        .toList();
  }

  /** Whose names are in a savepoint, byte for byte; it is not compressed. */
  private static List<String> found(String savepoint) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of(URI.create(savepoint)))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
      }
    }
    return Stream.of(ANA, BEN).filter(name -> all.indexOf(name) >= 0).toList();
  }

  private static List<RuleDocument> rules() {
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
    return Stream.of(detection, count, spray, sequence).map(ErasureITCase::document).toList();
  }

  private static RuleDocument document(String text) {
    String id = text.lines().filter(line -> line.startsWith("id: ")).findFirst().orElseThrow();
    return new RuleDocument(id.substring(4), text, "probes/erasure.yml", new Origin("", 0, 0, 0));
  }
}

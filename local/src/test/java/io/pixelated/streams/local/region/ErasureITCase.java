package io.pixelated.streams.local.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pixelated.streams.connectors.kafka.Topic;
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
      region.push(Probes.rules());
      region.start(new Configuration());
      Instant begin = Instant.now();
      for (String user : List.of(ANA, BEN)) {
        Probes.attack(region, user, begin);
      }
      Probes.awaitIncident(region, ANA);
      Probes.awaitIncident(region, BEN);
      region.awaitVisible();
      String before = region.stop(temporary);
      assertThat(found(before)).as("what there is to forget").containsExactly(ANA, BEN);
      Set<String> pseudonyms = pseudonyms(region, ANA);
      assertThat(region.latest(Topic.RULES_STATUS).values())
          .hasSize(Probes.rules().size())
          .allMatch(status -> status.text().contains("accepted"));

      order(region);
      region.resume(before, new Configuration());
      awaitReports(region);
      assertThat(Probes.incidents(region, BEN)).isNotEmpty();
      assertThat(Probes.incidents(region, ANA)).as("of the compacted topic").isEmpty();
      String after = region.stop(temporary);
      assertThat(found(after)).containsExactly(BEN);
      assertThat(region.read(Topic.DEAD_LETTERS))
          .as("the order that nobody can open, told once")
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.json().path("stage").asText()).isEqualTo("erasure-order");
                assertThat(letter.text()).doesNotContain(ANA);
              });

      region.resume(after, new Configuration());
      for (String user : List.of(ANA, BEN)) {
        Probes.attack(region, user, Instant.now());
      }
      Probes.awaitIncident(region, ANA);
      region.awaitVisible();
      assertThat(AuditTrail.of(region).verdicts()).isNotEmpty();
      Set<String> others = new TreeSet<>(pseudonyms(region, ANA));
      others.removeAll(pseudonyms);
      assertThat(pseudonyms).as("before").hasSize(1);
      assertThat(others).as("since").hasSize(1);
      assertThat(pseudonyms(region, BEN)).hasSize(1).allMatch(p -> p.startsWith(SubjectKey.PREFIX));
    }
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
    region.put(Topic.PRIVACY_ERASURES, "request-6", "{\"id\":\"" + ANA + "\",\"value\":\"eA==\"}");
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
}

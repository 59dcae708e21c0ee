package io.pixelated.streams.local.region;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.events.Ids;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationOptions;
import io.pixelated.streams.local.region.Tripwire.Kind;
import io.pixelated.streams.local.region.Tripwire.Trap;
import io.pixelated.streams.local.stack.LocalStack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One rule changes again and again while two subtasks detect: which version decides on an event
 * follows from the event's time, and nothing else changes.
 */
@ExtendWith(SharedStack.class)
@Timeout(300)
class RuleChangeUnderLoadITCase {
  private static final int PARTITIONS = 2;
  private static final int VERSIONS = 5;
  private static final int EVENTS_PER_VERSION = 600;
  private static final int SENT_AT_ONCE = 60;
  private static final Duration DISORDER = Duration.ofMillis(1_500);

  private static final String CHANGING = "5f0a5a0e-3c53-4c3f-9d63-0a5d1c1b7a01";
  private static final String OTHER = "5f0a5a0e-3c53-4c3f-9d63-0a5d1c1b7a02";
  private static final String MANY = "5f0a5a0e-3c53-4c3f-9d63-0a5d1c1b7a03";

  private static Instant start;
  private static Left undisturbed;

  /** What is left of one run. */
  private record Left(List<Seen> detections, List<Seen> alerts) {
    List<String> ofOthers() {
      return Stream.concat(
              detections.stream().filter(seen -> !rule(seen).equals(CHANGING)), alerts.stream())
          .map(Seen::text)
          .sorted()
          .toList();
    }

    /** Per version of the changing rule the times of the events that it decided on. */
    Map<String, LongSummaryStatistics> decided() {
      return detections.stream()
          .map(Seen::json)
          .filter(json -> json.at("/finding_info/analytic/uid").asText().equals(CHANGING))
          .collect(
              Collectors.groupingBy(
                  json -> json.at("/finding_info/analytic/version").asText(),
                  Collectors.summarizingLong(RuleChangeUnderLoadITCase::timeOf)));
    }

    private static String rule(Seen seen) {
      return seen.json().at("/finding_info/analytic/uid").asText();
    }
  }

  @BeforeAll
  static void processUndisturbed(LocalStack stack) throws Exception {
    start = Instant.now().minus(Duration.ofHours(1));
    undisturbed = process(stack, false, Trap.none());
    assertThat(undisturbed.alerts()).isNotEmpty();
    assertThat(undisturbed.decided()).hasSize(1);
  }

  @AfterEach
  void removeTrap() {
    Tripwire.set(Trap.none());
  }

  @Test
  void decidesByTheTimeOfAnEventWhichVersionOfARuleItMeets(LocalStack stack) throws Exception {
    assertDecidedByTime(process(stack, true, Trap.none()));
  }

  @Test
  void decidesByTheTimeOfAnEventThroughAFailure(LocalStack stack) throws Exception {
    Trap trap = Trap.at(VERSIONS * EVENTS_PER_VERSION / 4, Kind.FAIL);

    assertDecidedByTime(process(stack, true, trap));

    assertThat(trap.sprung().getCount()).as("the failure happened").isZero();
  }

  private static void assertDecidedByTime(Left left) {
    assertThat(left.ofOthers()).isEqualTo(undisturbed.ofOthers());
    Map<String, LongSummaryStatistics> decided = left.decided();
    assertThat(decided.values().stream().mapToLong(LongSummaryStatistics::getCount).sum())
        .as("detections of the changing rule")
        .isEqualTo(EVENTS_PER_VERSION * (VERSIONS + 2) / 2);
    assertThat(decided).containsKeys(versionOf(0), versionOf(VERSIONS));
    long before = Long.MIN_VALUE;
    for (int version = 0; version <= VERSIONS; version++) {
      LongSummaryStatistics times = decided.get(versionOf(version));
      if (times != null) {
        assertThat(times.getMin()).as("first event of version %d", version).isGreaterThan(before);
        before = times.getMax();
      }
    }
  }

  private static Left process(LocalStack stack, boolean change, Trap trap) throws Exception {
    Tripwire.set(trap);
    try (TestRegion region = TestRegion.create(stack, "ap-southeast-1", PARTITIONS)) {
      region.push(changing(0), other(), many());
      region.start(configuration(), Tripwire::define);
      send(region, 0);
      for (int version = 1; version <= VERSIONS; version++) {
        if (change) {
          region.push(changing(version));
        }
        send(region, version);
        if (change) {
          awaitAccepted(region, changing(version));
        }
      }
      send(region, VERSIONS + 1); // the last version, too, is in force among events
      sendEnd(region);
      await("the alert at the end is final")
          .atMost(TestRegion.PATIENCE)
          .until(
              () -> alerts(region).stream().anyMatch(seen -> seen.text().contains("\"the-end\"")));
      region.awaitVisible();
      return new Left(region.read(Topic.DETECTIONS), alerts(region));
    }
  }

  private static List<Seen> alerts(TestRegion region) {
    return region.read(Topic.ALERTS);
  }

  /** A version's share of the events, a few at a time, so that the change comes among them. */
  private static void send(TestRegion region, int version) throws InterruptedException {
    int first = version * EVENTS_PER_VERSION;
    for (int i = 0; i < EVENTS_PER_VERSION; i += SENT_AT_ONCE) {
      List<RawMessage> some = new ArrayList<>();
      for (int each = first + i; each < first + i + SENT_AT_ONCE; each++) {
        long behind = each * 7_919L % DISORDER.toMillis();
        String action = each / PARTITIONS % 2 == 0 ? "probe" : "other";
        Instant time = start.plusMillis(each * 20L - behind);
        some.add(event(each % PARTITIONS, time, "event-" + each, action, "s-" + each / 4 % 5));
      }
      region.send(some);
    }
  }

  private static void sendEnd(TestRegion region) throws InterruptedException {
    Instant end = start.plus(Duration.ofMinutes(30));
    List<RawMessage> last = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      last.add(event(i % PARTITIONS, end, "end-" + i, "other", "the-end"));
    }
    region.send(last);
    Instant after = end.plus(Duration.ofMinutes(5));
    region.send(
        List.of(
            event(0, after, "after-0", "nothing", "nobody"),
            event(1, after, "after-1", "nothing", "nobody")));
  }

  private static RawMessage event(
      int partition, Instant time, String id, String action, String subject) {
    String json =
        """
        {"platform":"pixelated","service":"identity","action":"%s","ts":"%s","event_id":"%s",\
        "subject":"%s"}"""
            .formatted(action, time, id, subject);
    return new RawMessage(partition, time.toEpochMilli(), json.getBytes(UTF_8));
  }

  private static void awaitAccepted(TestRegion region, RuleDocument rule) {
    await("version %s is accepted".formatted(Ids.version(rule.text())))
        .atMost(TestRegion.PATIENCE)
        .until(
            () -> {
              Seen status = region.latest(Topic.RULES_STATUS).get(rule.key());
              return status != null
                  && status.json().path("state").asText().equals("accepted")
                  && status.json().path("version").asText().equals(Ids.version(rule.text()));
            });
  }

  private static long timeOf(JsonNode detection) {
    return detection.path("time").asLong();
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, PARTITIONS);
    configuration.set(ThreatCorrelationOptions.OUT_OF_ORDERNESS, DISORDER.plusMillis(1));
    return configuration;
  }

  private static String versionOf(int version) {
    return Ids.version(changing(version).text());
  }

  private static RuleDocument changing(int version) {
    return detection(CHANGING, "changing", "probe", "Version " + version);
  }

  private static RuleDocument other() {
    return detection(OTHER, "other", "other", "Other");
  }

  private static RuleDocument detection(String id, String name, String action, String title) {
    return document(
        id,
        """
        title: %s
        id: %s
        name: %s
        status: test
        logsource:
            product: pixelated
            service: identity
        detection:
            selection:
                action: %s
            condition: selection
        level: low
        """
            .formatted(title, id, name, action));
  }

  private static RuleDocument many() {
    return document(
        MANY,
        """
        title: Many others
        id: %s
        status: test
        correlation:
            type: event_count
            rules: [other]
            group-by: [subject]
            timespan: 2s
            condition: {gte: 10}
        level: high
        """
            .formatted(MANY));
  }

  private static RuleDocument document(String id, String text) {
    return new RuleDocument(id, text, id + ".yml", new Origin("", 0, 0, 0));
  }
}

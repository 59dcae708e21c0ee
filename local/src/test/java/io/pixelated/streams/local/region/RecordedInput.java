package io.pixelated.streams.local.region;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.correlation.rulebook.ShippedRules;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.local.scenario.Scenario;
import io.pixelated.streams.local.scenario.ScenarioEvent;
import io.pixelated.streams.local.scenario.Simulator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The same records for every run: a simulated day of one region, with attacks, damaged records and
 * repeated ones, and after it the end of the input.
 *
 * <p>The end is an event that opens an incident, and from twelve hours later on, every second one
 * in every partition that matches nothing. When that incident has been closed, event time has
 * passed everything before it: no alert is undecided, and no incident open.
 *
 * @param first the first half of the day
 * @param second the rest of it, and what opens the last incident
 * @param ticks one event a partition each: to be sent a second apart, as time passes only where
 *     events go on coming
 */
record RecordedInput(
    List<RawMessage> first, List<RawMessage> second, List<List<RawMessage>> ticks) {
  /** The user that the last incident is about. */
  static final String END = "end-of-input";

  private static final Scenario SCENARIO = Scenario.load("full-day").withBenignEvents(9_000);
  private static final long SEED = 20_261_122;
  private static final int DAMAGED_EVERY = 40;
  private static final int REPEATED_EVERY = 25;
  private static final int TICKS = (int) TestRegion.PATIENCE.toSeconds();

  RecordedInput {
    first = List.copyOf(first);
    second = List.copyOf(second);
    ticks = ticks.stream().map(List::copyOf).toList();
  }

  static RecordedInput of(String region, int partitions) {
    // The broker keeps raw records for seven days by their timestamps.
    Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS);
    List<RawMessage> all = new ArrayList<>();
    Simulator.of(SCENARIO, SEED, midnight)
        .events()
        .filter(event -> event.region().equals(region))
        .forEach(event -> add(all, event, partitions));
    int half = all.size() / 2;
    List<RawMessage> second = new ArrayList<>(all.subList(half, all.size()));
    second.add(platformEvent(0, midnight.plus(Duration.ofHours(1)), END));
    List<List<RawMessage>> ticks = new ArrayList<>();
    for (int tick = 0; tick < TICKS; tick++) {
      Instant time = midnight.plus(Duration.ofHours(13)).plusSeconds(tick);
      ticks.add(
          IntStream.range(0, partitions)
              .mapToObj(partition -> platformEvent(partition, time, "tick"))
              .toList());
    }
    return new RecordedInput(all.subList(0, half), second, ticks);
  }

  /**
   * Sends the ticks, and returns when the last incident is closed and all of them can be seen: how
   * many it took does not tell in what is left.
   */
  void finish(TestRegion region) throws InterruptedException {
    int sent = 0;
    while (!isClosed(region)) {
      assertThat(sent).as("seconds until the last incident is closed").isLessThan(TICKS);
      region.send(ticks.get(sent++));
      TimeUnit.SECONDS.sleep(1);
    }
    region.send(ticks.subList(sent, TICKS).stream().flatMap(List::stream).toList());
    region.awaitCovered();
    region.awaitVisible();
  }

  private static boolean isClosed(TestRegion region) {
    return region.latest(Topic.INCIDENTS).values().stream().anyMatch(RecordedInput::isEnd);
  }

  private static void add(List<RawMessage> all, ScenarioEvent event, int partitions) {
    int partition = Math.floorMod(event.key().hashCode(), partitions);
    RawMessage message = new RawMessage(partition, event.arrival().toEpochMilli(), event.json());
    all.add(message);
    if (all.size() % REPEATED_EVERY == 0) {
      all.add(message);
    }
    if (all.size() % DAMAGED_EVERY == 0) {
      all.add(new RawMessage(partition, message.timestamp(), half(event.json())));
    }
  }

  private static byte[] half(byte[] json) {
    return Arrays.copyOf(json, json.length / 2);
  }

  private static RawMessage platformEvent(int partition, Instant time, String action) {
    String json =
        """
        {"platform":"pixelated","service":"identity","action":"%s","ts":"%s",\
        "event_id":"%s-%d-%d","actor":{"user":"%s","type":"admin"}}"""
            .formatted(action, time, action, partition, time.getEpochSecond(), action);
    return new RawMessage(partition, time.toEpochMilli(), json.getBytes(UTF_8));
  }

  /** The shipped rules, and one that detects the end. */
  static List<RuleDocument> rules() {
    String id = "7e3ad0de-6f0d-4a35-9d1e-8b7b1c2f9c55";
    String text =
        """
        title: End Of The Input
        id: %s
        status: test
        logsource:
            product: pixelated
            service: identity
        detection:
            selection:
                action: %s
            condition: selection
        level: critical
        """
            .formatted(id, END);
    List<RuleDocument> rules = new ArrayList<>(ShippedRules.documents());
    rules.add(new RuleDocument(id, text, "end.yml", new Origin("", 0, 0, 0)));
    return rules;
  }

  /** Whether it tells that the incident of the end is closed. */
  private static boolean isEnd(Seen incident) {
    return incident.text().contains('"' + END + '"')
        && incident.json().path("status").asText().equals("Resolved");
  }

  /** The offset in partition 0 of a record in the middle of the second half. */
  long offsetInSecondHalf() {
    return countInPartition0(first) + countInPartition0(second) / 2;
  }

  private static long countInPartition0(List<RawMessage> messages) {
    return messages.stream().filter(m -> m.partition() == 0).count();
  }
}

package io.pixelated.streams.local.region;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The job and {@code detect --correlate} come to the same final alerts. */
@ExtendWith(SharedStack.class)
@Timeout(180)
class OnlineOfflineITCase {
  /** Of several hosts each, and oldest first: only within a recording is there disorder. */
  private static final List<String> RECORDED =
      List.of(
          "empire_launcher_sct_regsvr32",
          "covenant_dcsync_dcerpc_drsuapi_DsGetNCChanges",
          "covenant_sharpsc_create_dcerpc_smb_svcctl",
          "empire_psexec_dcerpc_tcp_svcctl",
          "empire_shell_rubeus_asktgt_ptt");

  private static final String END = "end-of-comparison";
  private static final String END_ID = "5be0a1f6-52a8-4c0b-9df3-1b1f7ac0e002";

  @Test
  void agreesOnRecordings(LocalStack stack) throws Exception {
    Recordings recordings = new Recordings();
    long now = System.currentTimeMillis();
    List<RawMessage> messages = new ArrayList<>();
    for (String name : RECORDED) {
      for (byte[] line : recordings.lines(name)) {
        messages.add(new RawMessage(0, now, line));
      }
    }

    Set<String> fired = compare(stack, "ap-northeast-1", recordedRules(), messages);

    assertThat(fired)
        .contains("Host Under Load", "Load After Sign-In", "Few Handles Closed")
        .hasSizeGreaterThan(10);
  }

  @Test
  void agreesOnASimulatedDay(LocalStack stack) throws Exception {
    String region = "ap-southeast-1";
    RecordedInput input = RecordedInput.of(region, 1);
    List<RawMessage> messages = new ArrayList<>(input.first());
    messages.addAll(input.second());

    Set<String> fired = compare(stack, region, RecordedInput.rules(), messages);

    assertThat(fired).hasSizeGreaterThan(3);
  }

  /** Returns the titles of the rules that have fired. */
  private static Set<String> compare(
      LocalStack stack, String name, List<RuleDocument> rules, List<RawMessage> messages)
      throws Exception {
    try (TestRegion region = TestRegion.create(stack, name, 1)) {
      OfflineAlerts offline = new OfflineAlerts(name, region.topic(Topic.EVENTS_RAW));
      long bound = offline.disorder(messages);
      List<RuleDocument> allRules = new ArrayList<>(rules);
      allRules.addAll(endRules());
      List<RawMessage> all = new ArrayList<>(messages);
      Instant end = Instant.ofEpochMilli(offline.latest(messages)).plus(Duration.ofHours(1));
      all.add(event(END, end));
      RawMessage tick = event("tick", end.plusMillis(bound).plus(Duration.ofMinutes(1)));

      region.push(allRules);
      region.send(all);
      region.start(configuration(bound));
      region.awaitCovered();
      // Time passes where something comes after what was waiting.
      region.send(List.of(tick));
      all.add(tick);
      await("the last alert")
          .atMost(TestRegion.PATIENCE)
          .until(() -> finals(region).stream().anyMatch(alert -> isOf(END_ID, alert)));
      region.awaitVisible();

      List<Alert> expected = offline.of(allRules, all, bound);
      assertThat(texts(finals(region))).isEqualTo(texts(expected));
      return expected.stream()
          .map(alert -> alert.rule().title())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Configuration configuration(long bound) {
    Configuration configuration = new Configuration();
    configuration.set(ThreatCorrelationOptions.OUT_OF_ORDERNESS, Duration.ofMillis(bound));
    configuration.set(ThreatCorrelationOptions.SILENCE_AFTER, Duration.ZERO);
    configuration.set(ThreatCorrelationOptions.MAX_AGE, Duration.ZERO);
    return configuration;
  }

  private static boolean isOf(String rule, Alert alert) {
    return alert.rule().id().equals(rule);
  }

  private static List<Alert> finals(TestRegion region) throws IOException {
    List<Alert> finals = new ArrayList<>();
    for (Seen seen : region.read(Topic.ALERTS)) {
      Alert alert = AlertJson.read(seen.value());
      if (alert.state() == AlertState.FINAL) {
        finals.add(alert);
      }
    }
    return finals;
  }

  /** All that an alert tells: rule, group, time, count, events, entities. */
  private static List<String> texts(List<Alert> alerts) {
    return alerts.stream()
        .map(alert -> new String(AlertJson.write(alert), UTF_8))
        .sorted()
        .toList();
  }

  private static List<RuleDocument> recordedRules() throws Exception {
    Path file = Path.of(resource("recorded-correlations.yml"));
    List<Rejection> unreadable = new ArrayList<>();
    List<RuleDocument> rules = RuleFiles.read(List.of(file), unreadable);
    assertThat(unreadable).isEmpty();
    return rules;
  }

  private static URI resource(String name) throws Exception {
    return OnlineOfflineITCase.class.getResource(name).toURI();
  }

  private static List<RuleDocument> endRules() {
    String text =
        """
        title: End Of The Comparison
        id: 5be0a1f6-52a8-4c0b-9df3-1b1f7ac0e001
        name: end_of_comparison
        status: test
        logsource: {product: pixelated, service: identity}
        detection: {selection: {action: %s}, condition: selection}
        level: informational
        ---
        title: Comparison Ended
        id: %s
        status: test
        correlation:
            type: event_count
            rules: [end_of_comparison]
            group-by: [actor.user]
            timespan: 1s
            condition: {gte: 1}
        level: informational
        """
            .formatted(END, END_ID);
    String id = "5be0a1f6-52a8-4c0b-9df3-1b1f7ac0e001";
    return List.of(new RuleDocument(id, text, "end.yml", new Origin("", 0, 0, 0)));
  }

  private static RawMessage event(String action, Instant time) {
    return RawMessage.of(
        System.currentTimeMillis(),
        """
        {"platform":"pixelated","service":"identity","action":"%s","ts":"%s",\
        "event_id":"%s","actor":{"user":"nobody","type":"admin"}}"""
            .formatted(action, time, action));
  }
}

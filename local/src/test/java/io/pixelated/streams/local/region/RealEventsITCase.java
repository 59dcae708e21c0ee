package io.pixelated.streams.local.region;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.correlation.rulebook.RuleFiles;
import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.DeadLetterJson;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationOptions;
import io.pixelated.streams.local.stack.LocalStack;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.sealing.SealException;
import io.pixelated.streams.residency.sealing.Sealer;
import io.pixelated.streams.sigma.load.Rejection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Recordings of real attacks under the rules that the world writes, through broker, job and
 * database, with damaged records among them.
 */
@ExtendWith(SharedStack.class)
@Timeout(300)
class RealEventsITCase {
  /** Those whose technique the public rules can tell; of Sysmon, Security and auditd logs. */
  private static final List<String> DETECTED =
      List.of(
          "psh_lsass_memory_dump_comsvcs",
          "cmd_sam_copy_esentutl",
          "cmd_mshta_javascript_getobject_sct",
          "cmd_bitsadmin_download_psh_script",
          "psh_cmstp_execution_bypassuac",
          "cmd_service_mod_fax",
          "cmd_discover_iexplorer_version_registry",
          "sh_binary_padding_dd");

  /** A CloudTrail recording: its rules fire, under other techniques than the manifest's. */
  private static final String CLOUD = "ec2_proxy_s3_exfiltration";

  private static final Map<String, int[]> OFFSETS = new LinkedHashMap<>();
  private static final List<byte[]> GOOD = new ArrayList<>();

  private static Recordings recordings;
  private static Map<String, byte[]> damaged;
  private static List<RuleDocument> rules;
  private static TestRegion region;

  @BeforeAll
  static void play(LocalStack stack) throws Exception {
    recordings = new Recordings();
    List<Rejection> unreadable = new ArrayList<>();
    rules = RuleFiles.read(List.of(SharedData.folder("sigma")), unreadable);
    assertThat(unreadable).isEmpty();
    region = TestRegion.create(stack, "us-west-2", 1);
    region.push(rules);
    region.send(records());
    Configuration configuration = new Configuration();
    configuration.set(ThreatCorrelationOptions.MAX_AGE, Duration.ZERO);
    region.start(configuration);
    region.awaitCovered();
    region.awaitVisible();
  }

  /** All recordings one after the other, each with damage after its first line. */
  private static List<RawMessage> records() throws IOException {
    List<RawMessage> records = new ArrayList<>();
    long now = System.currentTimeMillis();
    for (String name : Stream.concat(DETECTED.stream(), Stream.of(CLOUD)).toList()) {
      int begin = records.size();
      for (byte[] line : recordings.lines(name)) {
        GOOD.add(line);
        records.add(new RawMessage(0, now, line));
        if (damaged == null) {
          damaged = Damage.of(line, recordings.file("sh_binary_padding_dd"));
          damaged.values().forEach(bytes -> records.add(new RawMessage(0, now, bytes)));
        }
      }
      OFFSETS.put(name, new int[] {begin, records.size()});
    }
    return records;
  }

  @AfterAll
  static void stop() throws Exception {
    if (region != null) {
      region.close();
    }
  }

  @Test
  void detectsWhatTheManifestSaysWasDone() throws IOException {
    Map<String, List<String>> done = recordings.techniques();
    List<JsonNode> detections = detections();
    for (String name : DETECTED) {
      assertThat(techniques(detections, name))
          .as("%s: techniques of the rules that fired", name)
          .anyMatch(found -> done.get(name).stream().anyMatch(t -> isSameOrPart(found, t)));
    }
    assertThat(techniques(detections, CLOUD)).isNotEmpty();
  }

  @Test
  void processesEveryGoodLineOnce() {
    Map<String, Long> expected = counts(GOOD.stream().map(RealEventsITCase::tree).toList());

    Map<String, Long> enriched =
        counts(region.read(Topic.EVENTS_ENRICHED).stream().map(r -> original(r.json())).toList());

    assertThat(minus(expected, enriched)).as("lost").isEmpty();
    assertThat(minus(enriched, expected)).as("too often").isEmpty();
  }

  @Test
  void keepsEveryDamagedRecordWithItsBytesAndTheReason() throws IOException {
    List<DeadLetter> letters = new ArrayList<>();
    for (Seen seen : region.read(Topic.DEAD_LETTERS)) {
      DeadLetter letter = DeadLetterJson.read(seen.value());
      assertThat(new String(letter.value(), ISO_8859_1)).startsWith("PXS1");
      letters.add(letter);
    }

    assertThat(letters).hasSize(damaged.size());
    damaged.forEach(
        (kind, bytes) ->
            assertThat(letters)
                .as(kind)
                .filteredOn(letter -> Arrays.equals(opened(letter), bytes))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isNotBlank()));
  }

  @Test
  void storesEveryDetectionOrHoldsItBack() throws Exception {
    Set<String> accounted =
        region.rows("detections").stream()
            .map(row -> row.get("id"))
            .collect(Collectors.toCollection(TreeSet::new));
    region.read(Topic.QUARANTINE).stream()
        .map(Seen::json)
        .filter(held -> held.path("record_kind").asText().equals("detections"))
        .forEach(held -> accounted.add(held.path("record_id").asText()));

    assertThat(accounted)
        .isEqualTo(new TreeSet<>(region.latest(Topic.DETECTIONS).keySet()))
        .isNotEmpty();
  }

  @Test
  void saysOfEveryRuleWhatBecameOfIt() {
    Set<String> keys = rules.stream().map(RuleDocument::key).collect(Collectors.toSet());

    await("the status of every rule")
        .atMost(TestRegion.PATIENCE)
        .until(() -> region.latest(Topic.RULES_STATUS).keySet().containsAll(keys));
  }

  private static byte[] opened(DeadLetter letter) {
    try {
      return new Sealer(KeyProvider.development(), letter.region())
          .open(letter.value(), letter.id());
    } catch (SealException e) {
      throw new AssertionError("a dead letter opens with the key of its region", e);
    }
  }

  private static List<JsonNode> detections() {
    return region.read(Topic.DETECTIONS).stream().map(Seen::json).toList();
  }

  private static Set<String> techniques(Collection<JsonNode> detections, String recording) {
    Set<String> techniques = new TreeSet<>();
    int[] range = OFFSETS.get(recording);
    for (JsonNode detection : detections) {
      String position = detection.at("/pixelated/position").asText();
      int offset = Integer.parseInt(position.substring(position.lastIndexOf('/') + 1));
      if (range[0] <= offset && offset < range[1]) {
        detection
            .at("/finding_info/attacks")
            .forEach(attack -> techniques.add(attack.at("/technique/uid").asText()));
      }
    }
    techniques.remove("");
    return techniques;
  }

  private static boolean isSameOrPart(String one, String other) {
    return one.equals(other) || one.startsWith(other + '.') || other.startsWith(one + '.');
  }

  private static String tree(byte[] line) {
    return new Seen("", line, 0).json().toString();
  }

  private static String original(JsonNode enriched) {
    ((ObjectNode) enriched).remove("enrichment");
    return enriched.toString();
  }

  private static Map<String, Long> counts(List<String> texts) {
    return texts.stream().collect(Collectors.groupingBy(text -> text, Collectors.counting()));
  }

  private static Map<String, Long> minus(Map<String, Long> some, Map<String, Long> others) {
    Map<String, Long> rest = new LinkedHashMap<>();
    some.forEach(
        (text, count) -> {
          long left = count - others.getOrDefault(text, 0L);
          if (left > 0) {
            rest.put(text, left);
          }
        });
    return rest;
  }
}

package io.pixelated.streams.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant END = Instant.parse("2026-11-20T12:00:00Z");

  private static Simulation simulation;
  private static List<ScenarioEvent> events;

  @BeforeAll
  static void play() {
    simulation = Simulator.of(Scenario.load("full-day"), 7, END);
    events = simulation.events().toList();
  }

  @Test
  void sameSeedGivesTheSameBytes() {
    Iterator<ScenarioEvent> again = Simulator.of(Scenario.load("full-day"), 7, END).iterator();
    for (ScenarioEvent event : events) {
      ScenarioEvent other = again.next();
      assertThat(other.json()).isEqualTo(event.json());
      assertThat(other.arrival()).isEqualTo(event.arrival());
    }
    assertThat(again.hasNext()).isFalse();
  }

  @Test
  void anotherSeedGivesOtherAttacks() {
    Simulation other = Simulator.of(Scenario.load("full-day"), 8, END);
    assertThat(other.truth()).isNotEqualTo(simulation.truth());
  }

  @Test
  void comesNearTheBenignEventsThatTheScenarioAsksFor() {
    long attack = simulation.truth().stream().mapToLong(ScriptedAttack::events).sum();
    assertThat((double) (events.size() - attack)).isCloseTo(120_000, within(6_000.0));
    Map<String, Long> byRegion =
        events.stream()
            .collect(Collectors.groupingBy(ScenarioEvent::region, Collectors.counting()));
    assertThat(byRegion)
        .hasSize(3)
        .allSatisfy((r, count) -> assertThat(count).isGreaterThan(20_000));
  }

  @Test
  void growsWithTheSizeAskedFor() {
    Simulation large = Simulator.of(Scenario.load("quiet").withBenignEvents(300_000), 7, END);
    assertThat((double) large.events().count()).isCloseTo(300_000, within(15_000.0));
  }

  @Test
  void arrivesInOrderAndNeverLaterThanTheDisorderAllows() {
    Instant last = Instant.MIN;
    boolean disordered = false;
    Instant newest = Instant.MIN;
    for (ScenarioEvent event : events) {
      assertThat(event.arrival()).isAfterOrEqualTo(last);
      assertThat(event.arrival())
          .isBetween(event.time(), event.time().plus(simulation.scenario().disorder()));
      assertThat(event.time()).isAfterOrEqualTo(simulation.start()).isBefore(END);
      disordered |= event.time().isBefore(newest);
      newest = event.time().isAfter(newest) ? event.time() : newest;
      last = event.arrival();
    }
    assertThat(disordered).isTrue();
  }

  @Test
  void followsTheDayOfEachRegion() {
    Map<String, int[]> hours = new TreeMap<>();
    for (ScenarioEvent event : events) {
      RegionProfile profile = profile(event.region());
      hours
          .computeIfAbsent(event.region(), r -> new int[24])[
          event.time().atZone(profile.zone()).getHour()]++;
    }
    assertThat(hours)
        .allSatisfy((region, counts) -> assertThat(counts[9]).isGreaterThan(3 * counts[3]));
  }

  @Test
  void everyEntityOfAnAttackOccursInItsEvents() {
    for (ScriptedAttack attack : simulation.truth()) {
      for (String region : attack.regions()) {
        Set<String> missing = new HashSet<>(attack.entities().get(region));
        for (ScenarioEvent event : events) {
          if (event.region().equals(region)
              && !event.time().isBefore(attack.start())
              && !event.time().isAfter(attack.end())) {
            String text = new String(event.json(), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
            missing.removeIf(text::contains);
          }
        }
        assertThat(missing).as(attack.id()).isEmpty();
      }
    }
  }

  @Test
  void noFieldTellsAttackDataClassOrJurisdiction() throws IOException {
    Set<String> names = new TreeSet<>();
    for (ScenarioEvent event : events) {
      collectNames(JSON.readTree(event.json()), names);
    }
    assertThat(names)
        .noneMatch(
            name ->
                name.matches(
                    "(?i).*(attack|malicious|scenario|scripted|label|jurisdiction|data_?class|benign).*"));
  }

  private static void collectNames(JsonNode node, Set<String> names) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      names.add(field.getKey());
      collectNames(field.getValue(), names);
    }
  }

  @Test
  void everyRegionTreatsPatientsOfSeveralJurisdictions() throws IOException {
    Map<String, Set<String>> directories = new TreeMap<>();
    Set<String> states = new TreeSet<>();
    for (ScenarioEvent event : events) {
      JsonNode patient = JSON.readTree(event.json()).path("patient");
      if (patient.has("id")) {
        directories
            .computeIfAbsent(event.region(), r -> new TreeSet<>())
            .add(patient.get("id").asText().substring(0, 4));
      }
      if (event.region().equals("eu-central-1") && patient.has("state")) {
        states.add(patient.get("state").asText());
      }
    }
    assertThat(directories)
        .hasSize(3)
        .allSatisfy((region, codes) -> assertThat(codes).contains("p-eu", "p-us", "p-sg", "p-jp"));
    assertThat(states).contains("CA");
  }

  @Test
  void speaksEveryFormatOfTheTopic() throws IOException {
    Set<String> formats = new TreeSet<>();
    for (ScenarioEvent event : events) {
      JsonNode record = JSON.readTree(event.json());
      formats.add(format(record));
    }
    assertThat(formats)
        .containsExactlyInAnyOrder(
            "platform",
            "windows nested",
            "windows flat",
            "cloudtrail",
            "ecs dotted",
            "ecs nested",
            "auditd");
  }

  private static String format(JsonNode record) {
    if (record.has("platform")) {
      return "platform";
    } else if (record.has("Event")) {
      return "windows nested";
    } else if (record.has("EventID")) {
      return "windows flat";
    } else if (record.has("eventSource")) {
      return "cloudtrail";
    } else if (record.has("ecs.version")) {
      return "ecs dotted";
    }
    return record.has("ecs") ? "ecs nested" : "auditd";
  }

  @Test
  void quietHasNoAttack() {
    assertThat(Simulator.of(Scenario.load("quiet"), 7, END).truth()).isEmpty();
  }

  @Test
  void placesAttacksByTheSeedAndLeavesTimeForWindowsToClose() {
    Set<Long> starts = new HashSet<>();
    for (long seed = 0; seed < 10; seed++) {
      for (ScriptedAttack attack : Simulator.of(Scenario.load("busy"), seed, END).truth()) {
        starts.add(attack.start().toEpochMilli());
        assertThat(attack.start()).isAfterOrEqualTo(simulation.start().plus(Stage.CALM_BEFORE));
        assertThat(attack.end()).isBefore(END.minusSeconds(3_600));
      }
    }
    assertThat(starts).hasSizeGreaterThan(600);
  }

  @ParameterizedTest
  @EnumSource
  void everyAttackCanBePlayedAlone(AttackKind kind) {
    Simulation alone = Simulator.of(Scenario.load(kind.scenarioName()), 3, END);
    assertThat(alone.truth()).isNotEmpty().allMatch(attack -> attack.kind() == kind);
    assertThat(alone.truth()).allMatch(attack -> attack.events() > 3);
    if (kind == AttackKind.TWO_REGION_CAMPAIGN) {
      assertThat(alone.truth()).allMatch(attack -> attack.regions().size() == 2);
    }
  }

  private static RegionProfile profile(String region) {
    return simulation.scenario().regions().stream()
        .filter(profile -> profile.name().equals(region))
        .findFirst()
        .orElseThrow();
  }
}

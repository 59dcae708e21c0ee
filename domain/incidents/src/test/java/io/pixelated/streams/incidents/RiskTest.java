package io.pixelated.streams.incidents;

import static io.pixelated.streams.incidents.Findings.NOON;
import static io.pixelated.streams.incidents.Findings.at;
import static io.pixelated.streams.incidents.Findings.detection;
import static io.pixelated.streams.incidents.Findings.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.Level;
import org.junit.jupiter.api.Test;

class RiskTest {
  private final Desk desk = Desk.shipped();

  @Test
  void opensWhenThreeDifferentMediumRulesMatchWithinAnHour() {
    assertThat(desk.give(detection("d1", rule("a", Level.MEDIUM), NOON))).isEmpty();
    assertThat(desk.give(detection("d2", rule("b", Level.MEDIUM), at("PT1M")))).isEmpty();
    assertThat(desk.give(detection("d3", rule("c", Level.MEDIUM), at("PT2M"))))
        .singleElement()
        .satisfies(
            i -> {
              assertThat(i.risk()).isCloseTo(60, within(1e-9));
              assertThat(i.severity()).isEqualTo(Level.MEDIUM);
              assertThat(i.evidenceCount()).isEqualTo(3);
            });
  }

  @Test
  void doesNotOpenForOneChattyRule() {
    for (int i = 0; i < 500; i++) {
      desk.give(detection("d" + i, rule("chatty", Level.MEDIUM), NOON + i * 1_000L));
    }
    assertThat(desk.written).isEmpty();
  }

  @Test
  void doesNotOpenWhenWeakEvidenceIsSpreadOverManyHours() {
    desk.give(
        detection("d1", rule("a", Level.MEDIUM), NOON),
        detection("d2", rule("b", Level.MEDIUM), at("PT3H")),
        detection("d3", rule("c", Level.MEDIUM), at("PT6H")));
    assertThat(desk.written).isEmpty();
  }

  @Test
  void countsBuildingBlocksOfCorrelationsByHalf() {
    for (String rule : new String[] {"a", "b", "c"}) {
      desk.give(detection(rule, rule(rule, Level.MEDIUM), NOON, false));
    }
    assertThat(desk.written).isEmpty();
    for (String rule : new String[] {"d", "e", "f"}) {
      desk.give(detection(rule, rule(rule, Level.MEDIUM), NOON, false));
    }
    assertThat(desk.written).hasSize(1);
  }

  @Test
  void halvesTheRiskOfAMatchEverySixHours() {
    desk.give(
        detection("d1", rule("a", Level.HIGH), NOON),
        detection("d2", rule("b", Level.INFORMATIONAL), at("PT3H")),
        detection("d3", rule("b", Level.INFORMATIONAL), at("PT6H")));
    desk.advanceTo(Long.MAX_VALUE);

    assertThat(desk.standing()).singleElement().satisfies(i -> assertRisk(i, 50.0 / 2 + 1));
  }

  @Test
  void raisesSeverityWhenManyTacticsComeTogether() {
    String[] tactics = {"execution", "persistence", "discovery", "collection", "exfiltration"};
    for (String tactic : tactics) {
      desk.give(detection(tactic, rule(tactic, Level.HIGH, "attack." + tactic), NOON));
    }
    assertThat(desk.written.get(desk.written.size() - 1).severity()).isEqualTo(Level.CRITICAL);
  }

  private static void assertRisk(Incident incident, double expected) {
    assertThat(incident.risk()).isCloseTo(expected, within(1e-9));
  }
}

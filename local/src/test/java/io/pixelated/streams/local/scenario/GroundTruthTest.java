package io.pixelated.streams.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroundTruthTest {
  private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
  private static final Instant END = START.plusSeconds(600);
  private static final ScriptedAttack CAMPAIGN =
      new ScriptedAttack(
          "two-region-campaign/a+b/1",
          AttackKind.TWO_REGION_CAMPAIGN,
          Map.of("a", Set.of("ana.keller", "198.18.101.1"), "b", Set.of("198.18.101.1")),
          START,
          END,
          List.of("T1110.003"),
          40);

  private final GroundTruth truth = new GroundTruth(List.of(CAMPAIGN));

  @Test
  void aCampaignIsFoundWhenEachOfItsRegionsHasAnIncident() {
    truth.score("a", List.of("PIXELATED\\Ana.Keller"), START, END);
    assertThat(truth.missed()).containsExactly(CAMPAIGN);
    truth.score("b", List.of("198.18.101.1"), END.plusSeconds(60), END.plusSeconds(60));
    assertThat(truth.found()).containsExactly(CAMPAIGN);
    assertThat(truth.unexplained()).isZero();
  }

  @Test
  void anIncidentOfAnotherRegionTimeOrEntityIsUnexplained() {
    truth.score("b", List.of("ana.keller"), START, END);
    truth.score("a", List.of("ana.keller"), START.minusSeconds(60), START.minusSeconds(1));
    Instant late = END.plus(ScriptedAttack.AFTERMATH).plusSeconds(1);
    truth.score("a", List.of("ana.keller"), late, late);
    truth.score("a", List.of("omar.roth"), START, END);
    assertThat(truth.unexplained()).isEqualTo(4);
    assertThat(truth.explained()).isZero();
  }
}

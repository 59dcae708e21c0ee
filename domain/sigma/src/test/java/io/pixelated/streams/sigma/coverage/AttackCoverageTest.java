package io.pixelated.streams.sigma.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.attack.AttackTable;
import io.pixelated.streams.sigma.coverage.AttackCoverage.Tactic;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttackCoverageTest {
  @Test
  void countsTheRulesOfEachTechnique() {
    AttackCoverage coverage =
        of(
            rule("Second", "attack.t1059.001", "attack.execution"),
            rule("First", "attack.T1059.001", "attack.t1059"),
            rule("Untagged", "cve.2021-44228"));

    assertThat(coverage.rules()).isEqualTo(3);
    assertThat(coverage.tagged()).isEqualTo(2);
    assertThat(coverage.techniques())
        .extracting(technique -> technique.entry().id() + " " + technique.titles())
        .containsExactly("T1059 [First]", "T1059.001 [First, Second]");
  }

  @Test
  void countsARuleOnceForATechniqueThatItNamesTwice() {
    assertThat(of(rule("R", "attack.t1059.001", "attack.t1086")).techniques())
        .singleElement()
        .satisfies(technique -> assertThat(technique.titles()).containsExactly("R"));
  }

  @Test
  void tellsTheEarliestVersionThatHasEveryTag() {
    AttackCoverage known = of(rule("R", "attack.t1562.001", "attack.defense-evasion"));
    AttackCoverage newer = of(rule("R", "attack.t1562.001"), rule("S", "attack.t1685"));

    assertThat(known.version()).isEqualTo("18");
    assertThat(known.techniques()).extracting(t -> t.entry().id()).containsExactly("T1562.001");
    assertThat(newer.version()).isEqualTo("19");
    assertThat(newer.techniques()).extracting(t -> t.entry().id()).containsExactly("T1685");
  }

  @Test
  void listsTacticsInTheOrderOfTheKillChain() {
    AttackCoverage coverage =
        of(
            rule("R", "attack.impact", "attack.t1490"),
            rule("S", "attack.initial_access", "attack.t1078", "attack.t1190"));

    assertThat(coverage.tactics())
        .filteredOn(tactic -> tactic.rules() > 0)
        .extracting(tactic -> tactic.entry().name(), Tactic::rules, Tactic::techniques)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Initial Access", 1, 2),
            org.assertj.core.groups.Tuple.tuple("Impact", 1, 1));
  }

  @Test
  void leavesOutIdsThatAttackDoesNotHave() {
    assertThat(of(rule("R", "attack.t9999", "attack.nonsense")).techniques()).isEmpty();
  }

  private static AttackCoverage of(TaggedRule... rules) {
    return AttackCoverage.of(List.of(rules), AttackTable.standard());
  }

  private static TaggedRule rule(String title, String... tags) {
    return new TaggedRule(title, List.of(tags));
  }
}

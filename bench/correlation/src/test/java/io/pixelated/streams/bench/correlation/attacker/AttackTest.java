package io.pixelated.streams.bench.correlation.attacker;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.bench.correlation.load.Rules;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttackTest {
  private final Attack attack = new Attack(AttackedRules.aims(), 1_000, 1_000, 100);

  @Test
  void aimsAtRulesThatTakeItsMatches() {
    Rulebook rulebook = Rules.compiled(AttackedRules.documents());

    for (Attack.Aim aim : attack.rules()) {
      assertThat(rulebook.correlation(aim.correlation()).orElseThrow().rules())
          .contains(aim.rule());
    }
    assertThat(attack.rules().get(AttackedRules.FLOODED_SEQUENCE).correlation())
        .isEqualTo(attack.at(attack.attacking() - 1, 0).correlation());
  }

  @Test
  void bringsNewKeysFirstAndOneGroupThen() {
    Set<String> keys = new HashSet<>();
    for (long i = 0; i < 1_000; i++) {
      keys.add(attack.at(i, 0).key());
    }
    Set<String> flooded = new HashSet<>();
    for (long i = 1_000; i < 2_000; i++) {
      flooded.add(attack.at(i, 0).key());
    }

    assertThat(keys).hasSize(1_000);
    assertThat(flooded).hasSize(1);
  }

  @Test
  void endsWithMoreTimeThanAnythingIsRememberedFor() {
    long end = attack.attacking() + Attack.AFTERWARDS - 1;

    assertThat(attack.watermark(end) - attack.time(attack.attacking()))
        .isGreaterThan(3 * 3_600_000);
  }
}

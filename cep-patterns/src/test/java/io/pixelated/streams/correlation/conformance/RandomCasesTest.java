package io.pixelated.streams.correlation.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.conformance.ConformanceCase.Fired;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The engine finds what the reference finds, whatever the rules and events. */
class RandomCasesTest {
  private static final int SEEDS = Boolean.getBoolean("streams.exhaustive") ? 20_000 : 400;

  @Test
  void engineAndReferenceAlertAlikeOnAnyRulesAndEvents() {
    long from = Long.getLong("streams.conformance.seed", 0);
    int fired = 0;
    Set<String> firing = new HashSet<>();
    for (long seed = from; seed < from + SEEDS; seed++) {
      ConformanceCase given = RandomCases.of(seed);
      Rules rules = Rules.of(given.rules());
      assertThat(rules.missing())
          .as("seed %d: %s%n%s", seed, rules.reasons(), given.rules())
          .isEmpty();
      List<Fired> expected = Reference.of(given).alerts();
      fired += expected.isEmpty() ? 0 : 1;
      for (Fired alert : expected) {
        firing.add(seed + alert.rule());
      }
      assertAlerts(given, EngineRun.of(given, rules), expected);
      ConformanceCase order = given.anyOrder() ? ArrivalOrders.of(given, seed) : given;
      assertAlerts(order, EngineRun.restoring(order, rules), expected);
    }
    assertThat(fired).as("cases with alerts").isGreaterThan(SEEDS / 2);
    assertThat(firing.size()).as("rules that fired").isGreaterThan(SEEDS * 9 / 10);
  }

  private static void assertAlerts(
      ConformanceCase given, EngineRun.Outcome outcome, List<Fired> expected) {
    assertThat(Told.of(outcome.alerts()))
        .as(() -> given.name() + "\n" + given.rules() + arrivals(given))
        .isEqualTo(Told.of(expected));
  }

  private static String arrivals(ConformanceCase given) {
    StringBuilder text = new StringBuilder();
    given
        .events()
        .forEach(
            e ->
                text.append(
                    "%s at %s: %s%n".formatted(e.id(), Told.seconds(e.time()), e.members())));
    return text.append("bound %d, until %s%n".formatted(given.bound(), given.until())).toString();
  }
}

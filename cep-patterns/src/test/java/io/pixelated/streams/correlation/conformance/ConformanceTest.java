package io.pixelated.streams.correlation.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Correlation;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine does what the conformance suite says. */
class ConformanceTest {
  private static final int ORDERS = Boolean.getBoolean("streams.exhaustive") ? 100 : 4;

  static Stream<ConformanceCase> cases() {
    return CaseFiles.all().stream();
  }

  static Stream<ConformanceCase> casesOfAnyOrder() {
    return cases().filter(ConformanceCase::anyOrder);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void loadsAndRejectsTheRulesThatTheCaseNames(ConformanceCase given) {
    Rules rules = Rules.of(given.rules());

    assertThat(rules.missing())
        .as("rejected: %s", rules.reasons())
        .isEqualTo(new TreeSet<>(given.rejected()));
    Map<String, Boolean> standalone = new TreeMap<>();
    rules
        .names()
        .forEach(
            (key, name) -> {
              if (given.standalone().containsKey(name)) {
                standalone.put(name, standalone(rules, key));
              }
            });
    assertThat(standalone).isEqualTo(new TreeMap<>(given.standalone()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void alertsAsTheCaseExpects(ConformanceCase given) {
    Rules rules = Rules.of(given.rules());

    EngineRun.Outcome outcome = EngineRun.of(given, rules);

    assertThat(Told.of(outcome.alerts())).isEqualTo(Told.of(given.alerts()));
    given
        .provisional()
        .ifPresent(
            expected ->
                assertThat(outcome.said())
                    .as("what was said before it was final")
                    .isEqualTo(expected));
    given
        .leftOut()
        .forEach(
            (rule, expected) ->
                assertThat(outcome.leftOut().getOrDefault(rule, Map.of()))
                    .as("left out by %s", rule)
                    .isEqualTo(SuiteTest.withoutZeros(expected)));
  }

  @ParameterizedTest
  @MethodSource("casesOfAnyOrder")
  void alertsTheSameInWhateverOrderEventsArriveAndThroughRestores(ConformanceCase given) {
    Rules rules = Rules.of(given.rules());

    for (int seed = 0; seed < ORDERS; seed++) {
      ConformanceCase order = ArrivalOrders.of(given, seed);
      assertThat(Told.of(EngineRun.restoring(order, rules).alerts()))
          .as("order %d: %s", seed, order.events())
          .isEqualTo(Told.of(given.alerts()));
    }
  }

  private static boolean standalone(Rules rules, String key) {
    return rules
        .rulebook()
        .correlation(key)
        .map(Correlation::standalone)
        .orElseGet(() -> rules.rulebook().standalone(key));
  }
}

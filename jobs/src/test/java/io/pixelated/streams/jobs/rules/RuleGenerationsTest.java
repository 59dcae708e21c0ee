package io.pixelated.streams.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pixelated.streams.correlation.rulebook.RulePipelines;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.jobs.rules.RuleGenerations.Generation;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RuleGenerationsTest {
  private static final String FAILED =
      """
      title: Failed
      id: rule-failed
      name: failed
      logsource: {product: windows}
      detection:
        selection: {EventID: 4625}
        condition: selection
      """;
  private static final String MANY =
      """
      title: Many failed
      id: corr-many
      correlation:
        type: event_count
        rules: [failed]
        timespan: 5m
        condition: {gte: 2}
      """;
  private static final String MORE = MANY.replace("gte: 2", "gte: 3");
  private static final String RENAMED = MANY.replace("Many failed", "Renamed");
  private static final String NONE = "";

  private final HeldRules rules = HeldRules.none(new RuleSettings(RulePipelines.NONE, 4));
  private long offset;

  @Test
  void theTimeOfAnEventSaysWhichGenerationDecides() {
    hold(0, Long.MIN_VALUE, MANY);
    hold(3, 1_000, MORE);
    hold(4, 1_000, RENAMED);
    hold(7, 2_000, NONE);

    assertThat(LongStream.of(0, 999, 1_000, 1_999, 2_000, 9_999).map(this::numberAt))
        .containsExactly(0L, 0L, 4L, 4L, 7L, 7L);
  }

  @Test
  void keepsTheLastFewThatTimeHasPassedAndLetsTheOldestDecideOnAllBefore() {
    for (int number = 0; number < 2 * RuleGenerations.KEPT; number++) {
      hold(number, number, number % 2 == 0 ? MANY : MORE);
    }

    assertThat(generations().all()).hasSize(RuleGenerations.KEPT);
    assertThat(numberAt(0)).isEqualTo(RuleGenerations.KEPT);
    assertThat(generations().numbered(0)).map(Generation::number).hasValue(5L);
  }

  @Test
  void keepsWhatTimeHasNotPassedUpToALimit() {
    for (int number = 0; number < RuleGenerations.KEPT + 3; number++) {
      hold(number, number, number % 2 == 0 ? MANY : MORE, 1);
    }
    assertThat(generations().oldest().number()).isEqualTo(1);

    for (int number = RuleGenerations.KEPT + 3; number < 2 * RuleGenerations.MOST; number++) {
      hold(number, number, number % 2 == 0 ? MANY : MORE, 1);
    }
    assertThat(generations().all()).hasSize(RuleGenerations.MOST);
  }

  @Test
  void refusesAGenerationThatBeginsBeforeTheOneBeforeIt() {
    hold(0, Long.MIN_VALUE, MANY);
    hold(1, 1_000, MORE);

    assertThatThrownBy(() -> hold(2, 999, MANY))
        .hasMessage("generation 2 from 999 cannot follow generation 1 from 1000");
  }

  @Test
  void admitsAMatchOfARuleThatMeansTheSameAtOnce() {
    hold(0, Long.MIN_VALUE, MANY);
    hold(1, 1_000, RENAMED);

    assertThat(generations().admit("corr-many", 1, 500)).isInstanceOf(Admission.Now.class);
  }

  @Test
  void letsAMatchOfAChangedRuleWaitUntilAllBeforeIsSettled() {
    hold(0, Long.MIN_VALUE, MANY);
    hold(1, 1_000, MORE);

    assertThat(generations().admit("corr-many", 1, 500)).isEqualTo(new Admission.Later(999));
    assertThat(meaning(generations().admit("corr-many", 0, 998))).isEqualTo(meaningAt(0));
    assertThat(meaning(generations().admit("corr-many", 1, 999))).isEqualTo(meaningAt(1_000));
    assertThat(meaning(generations().admit("corr-many", 0, 999))).isEqualTo(meaningAt(1_000));
  }

  @Test
  void admitsAMatchOfANewRuleAtOnceForThereIsNothingToSettle() {
    hold(0, Long.MIN_VALUE, NONE);
    hold(1, 1_000, MANY);

    assertThat(generations().admit("corr-many", 1, 500)).isInstanceOf(Admission.Now.class);
    assertThat(generations().settling("corr-many", 500)).isPresent();
  }

  @Test
  void hasARuleUntilItsEndIsSettled() {
    hold(0, Long.MIN_VALUE, MANY);
    hold(1, 1_000, NONE);

    assertThat(generations().settling("corr-many", 998)).isPresent();
    assertThat(generations().settling("corr-many", 999)).isEmpty();
    assertThat(generations().admit("corr-many", 0, 999)).isEqualTo(new Admission.Gone());
  }

  @Test
  void knowsWhenAMatchIsAheadOfItsRules() {
    assertThat(generations().admit("corr-many", 0, 0)).isEqualTo(new Admission.Ahead());
    hold(0, Long.MIN_VALUE, MANY);
    assertThat(generations().admit("corr-many", 1, 0)).isEqualTo(new Admission.Ahead());
  }

  private RuleGenerations generations() {
    return rules.generations();
  }

  private long numberAt(long time) {
    return generations().at(time).number();
  }

  private String meaningAt(long time) {
    return generations().at(time).rulebook().correlation("corr-many").orElseThrow().meaning();
  }

  private static String meaning(Admission admission) {
    return ((Admission.Now) admission).rule().meaning();
  }

  private void hold(long number, long from, String correlation) {
    hold(number, from, correlation, Long.MAX_VALUE);
  }

  private void hold(long number, long from, String correlation, long passed) {
    rules.apply(
        new RuleSwitch(
            number, from, List.of(document("failed", FAILED), document("many", correlation))),
        passed);
  }

  private RuleDocument document(String key, String text) {
    return new RuleDocument(key, text, key + ".yml", new Origin("rules", 0, offset++, 0));
  }
}

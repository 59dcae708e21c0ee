package io.pixelated.streams.correlation.rulebook;

import static io.pixelated.streams.correlation.rulebook.Books.detection;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Correlation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationMeaningTest {
  private static final String RULE =
      """
      title: Many
      id: many
      level: low
      correlation:
        type: event_count
        rules: [a, b]
        group-by: [who]
        aliases:
          who: {a: user, b: actor}
        timespan: 60m
        condition: {gte: 10, lt: 20}
      """;

  @Test
  void isTheSameHoweverTheRuleIsWritten() {
    String written =
        """
        # by somebody else
        id: many
        description: Rewritten.
        tags: [attack.t1110]
        title: A great many
        level: high
        correlation:
            condition:
                lt: 20.0
                gte: 10
            suppress: 3600s
            timespan: 1h
            aliases: {who: {id-b: actor, id-a: user}, unused: {a: x}}
            group-by: who
            rules:
                - id-b
                - id-a
            type: event_count
        """;
    assertThat(many(written).meaning()).isEqualTo(many(RULE).meaning());
    assertThat(many(written).selection()).isEqualTo(many(RULE).selection());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"60m | 30m", "gte: 10 | gte: 9", "lt: 20 | lte: 20", "60m | 60m\n  suppress: 1m"})
  void keepsItsSelectionWhenOnlyTheConditionChanges(String change) {
    Correlation changed = many(changed(change));
    assertThat(changed.meaning()).isNotEqualTo(many(RULE).meaning());
    assertThat(changed.selection()).isEqualTo(many(RULE).selection());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rules: [a, b] | rules: [a, b, c]",
        "a: user | a: account",
        "event_count | temporal",
        "group-by: [who] | group-by: [who, host]"
      })
  void hasAnotherSelectionWhenItTakesOtherEvents(String change) {
    Correlation changed = many(changed(change));
    assertThat(changed.selection()).isNotEqualTo(many(RULE).selection());
    assertThat(changed.meaning()).isNotEqualTo(many(RULE).meaning());
  }

  @Test
  void hasAnotherSelectionWhenARuleMatchesOtherEvents() {
    Rulebook book = Books.of(detection("a"), detection("b"), RULE);
    Correlation before = book.correlation("many").orElseThrow();

    Rulebook cosmetic =
        Books.apply(book, detection("a").replace("Title of", "New title of")).rulebook();
    assertThat(cosmetic.correlation("many")).containsSame(before);

    Rulebook other = Books.apply(book, detection("a").replace("a: 1", "a: 2")).rulebook();
    assertThat(other.correlation("many").orElseThrow().selection())
        .isNotEqualTo(before.selection());
  }

  @Test
  void dependsOnTheOrderOfRulesOnlyWhereItMatters() {
    String ordered = RULE.replace("event_count", "temporal_ordered");
    assertThat(many(ordered.replace("[a, b]", "[b, a]")).selection())
        .isNotEqualTo(many(ordered).selection());
    assertThat(many(RULE.replace("[a, b]", "[b, a]")).selection())
        .isEqualTo(many(RULE).selection());
  }

  @Test
  void isTheSameForConditionsThatAreTheSameWrittenOut() {
    String temporal = RULE.replace("event_count", "temporal");
    assertThat(many(temporal.replace("{gte: 10, lt: 20}", "b and not a or b")).meaning())
        .isEqualTo(many(temporal.replace("{gte: 10, lt: 20}", "b or (a and b)")).meaning())
        .isNotEqualTo(many(temporal.replace("{gte: 10, lt: 20}", "a or b")).meaning());
  }

  private static String changed(String change) {
    String[] sides = change.split(" \\| ", -1);
    return RULE.replace(sides[0], sides[1]);
  }

  private static Correlation many(String rule) {
    return Books.of(detection("a"), detection("b"), detection("c"), rule)
        .correlation("many")
        .orElseThrow();
  }
}

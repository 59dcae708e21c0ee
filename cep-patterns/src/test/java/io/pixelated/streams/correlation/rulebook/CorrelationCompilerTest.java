package io.pixelated.streams.correlation.rulebook;

import static io.pixelated.streams.correlation.rulebook.Books.correlation;
import static io.pixelated.streams.correlation.rulebook.Books.detection;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.WindowCondition.Bounds;
import io.pixelated.streams.correlation.WindowCondition.Formula;
import io.pixelated.streams.correlation.WindowCondition.Term;
import io.pixelated.streams.correlation.WindowCorrelation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationCompilerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type: event_count, rules: a, condition: {gte: 10}",
        "type: event_count, rules: [a, b, a], group-by: user, condition: {lt: 3, neq: 0}",
        "type: value_count, rules: [a], group-by: [user], condition: {field: [x, y], eq: 2}",
        "type: value_sum, rules: [a], condition: {field: x, gt: 1000000000000.5}",
        "type: value_avg, rules: [a], condition: {field: x, gte: -1.5, lte: 2}",
        "type: value_median, rules: [a], condition: {field: x, neq: 0}",
        "type: value_percentile, rules: [a], condition: {field: x, gt: 1, percentile: 99.9}",
        "type: temporal, rules: [a, b]",
        "type: temporal, rules: [a, b], condition: {eq: 1}, suppress: 0s",
        "type: temporal, rules: [a, b], condition: a and not b",
        "type: temporal_ordered, rules: [id-a, b], condition: b or (a and b)",
        "type: temporal_ordered, condition: b or a",
      })
  void takesEveryTypeAndCondition(String body) {
    Rulebook book = Books.of(detection("a"), detection("b"), correlation("c", body));
    assertThat(book.correlations()).hasSize(1);
  }

  @Test
  void takesAPercentileAndAMedianForWhatTheyAre() {
    assertThat(bounds("value_percentile", "percentile: 90,").percentile())
        .isEqualTo(BigDecimal.valueOf(90));
    assertThat(bounds("value_median", "").percentile()).isEqualTo(BigDecimal.valueOf(50));
  }

  @Test
  void isQuietForOneTimespanUnlessTheRuleSaysOtherwise() {
    String body = "type: event_count, rules: a, condition: {gte: 10}";
    assertThat(window(body).suppress()).isEqualTo(300_000);
    assertThat(window(body + ", suppress: 2h").suppress()).isEqualTo(7_200_000);
    assertThat(window(body + ", suppress: 0s").suppress()).isZero();
  }

  @Test
  void writesABooleanConditionOutAsAlternatives() {
    WindowCorrelation rule =
        window(
            "type: temporal, rules: [a, b, id-c], condition: a and not (b and not c) or a and b");
    assertThat(((Formula) rule.condition()).terms())
        .containsExactlyInAnyOrder(
            new Term(Set.of("id-a"), Set.of("id-b")),
            new Term(Set.of("id-a", "id-c"), Set.of()),
            new Term(Set.of("id-a", "id-b"), Set.of()));
    assertThat(
            ((Formula) window("type: temporal, rules: [a, b, c], condition: 1 of them").condition())
                .terms())
        .hasSize(3);
    assertThat(
            ((Formula)
                    window("type: temporal, rules: [a, b, c], condition: all of them").condition())
                .terms())
        .containsExactly(new Term(Set.of("id-a", "id-b", "id-c"), Set.of()));
  }

  @Test
  void takesOnlyTheRulesThatABooleanConditionNames() {
    assertThat(window("type: temporal_ordered, rules: [c, a, b], condition: a or c").orderedRules())
        .containsExactly("id-c", "id-a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          type: event_count, rules: gone, condition: {gte: 1}       ! rule 'gone' is not there; add it, or check the name
          type: event_count, rules: f, condition: {gte: 1}          ! 'f' is a filter; name the rules that it is for
          type: event_count, rules: a, condition: {gte: 10001}      ! the condition compares with 10001; one group holds at most 10000 events, count in shorter timespans
          type: value_count, rules: a, condition: {field: x, lt: 1e5} ! 'lt' must be a number without quotes, not a string
          type: event_count, rules: a, suppress: 31d, condition: {gte: 1} ! suppress is longer than 30 days, the longest that is remembered
          type: temporal, rules: [a, id-a]                          ! rule 'id-a' is listed twice; temporal asks whether a rule occurred; to ask how often, use event_count or a sequence
          type: temporal, rules: [a, b], condition: not a           ! the condition holds when none of the rules occurs; name one that must occur, like 'a and not b', or write a sequence if something is not to follow
          type: temporal, rules: [a, b], condition: a or not b      ! the condition holds when none of the rules occurs
          type: temporal, rules: [a, b], condition: a and not a     ! the condition contradicts itself, so that it never holds; correct it
          type: temporal, rules: [a], condition: a and b            ! the condition names rule 'b', which is not among 'rules'; add it there
          type: temporal, rules: [a], aliases: {u: {b: x}}          ! alias 'u' mentions rule 'b', which is not among 'rules'; add it there
          type: temporal, rules: [a], aliases: {u: {id-a: x, a: y}} ! alias 'u' mentions rule 'a' twice, by id and by name; give it one field
          """)
  void namesTheRemedy(String body, String reason) {
    String filter =
        """
        title: F
        id: id-f
        name: f
        logsource: {product: pixelated}
        filter: {rules: [a], s: {x: 1}, condition: not s}
        """;
    assertThat(Books.reason(detection("a"), detection("b"), filter, correlation("c", body)))
        .contains(reason);
  }

  @Test
  void rejectsATimespanThatIsTooLong() {
    assertThat(
            Books.reason(
                detection("a"),
                correlation("c", "type: temporal, rules: a").replace("5m", "9999999y")))
        .isEqualTo(
            "timespan is longer than 30 days, the longest that is remembered; suppress is longer"
                + " than 30 days, the longest that is remembered");
  }

  @Test
  void rejectsAConditionWithTooManyAlternatives() {
    assertThat(Books.of(pairs(8)).correlations()).hasSize(1);
    assertThat(Books.reason(pairs(9)))
        .isEqualTo(
            "the condition has more than 256 alternatives when it is written out; split the rule");
  }

  /** Rules, and a condition that needs one of each two: two to the power of alternatives. */
  private static String[] pairs(int pairs) {
    List<String> texts = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      texts.add(detection("a" + i));
      texts.add(detection("b" + i));
      parts.add("(a%1$d or b%1$d)".formatted(i));
    }
    texts.add(correlation("c", "type: temporal, condition: " + String.join(" and ", parts)));
    return texts.toArray(String[]::new);
  }

  private static Bounds bounds(String type, String percentile) {
    return (Bounds)
        window("type: %s, rules: a, condition: {field: x, %s gt: 1}".formatted(type, percentile))
            .condition();
  }

  private static WindowCorrelation window(String body) {
    Rulebook book =
        Books.of(detection("a"), detection("b"), detection("c"), correlation("corr", body));
    return (WindowCorrelation) Books.correlationOf(book, "corr");
  }
}

package io.pixelated.streams.sigma.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.rule.Condition;
import io.pixelated.streams.sigma.rule.CorrelationCondition;
import io.pixelated.streams.sigma.rule.CorrelationRule;
import io.pixelated.streams.sigma.rule.CorrelationType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrelationParserTest {

  @Test
  void readsAnEventCount() {
    CorrelationRule rule =
        parse(
            """
              type: event_count
              rules: failed_login
              group-by: [user, address]
              timespan: 15m
              condition: {gte: 10, lt: 20}
              generate: true
            """);
    assertThat(rule.type()).isEqualTo(CorrelationType.EVENT_COUNT);
    assertThat(rule.rules()).containsExactly("failed_login");
    assertThat(rule.groupBy()).containsExactly("user", "address");
    assertThat(rule.timespan().duration()).isEqualTo(Duration.ofMinutes(15));
    assertThat(rule.generate()).isTrue();
    var threshold = (CorrelationCondition.Threshold) rule.condition().orElseThrow();
    assertThat(threshold.holds(BigDecimal.valueOf(10))).isTrue();
    assertThat(threshold.holds(BigDecimal.valueOf(20))).isFalse();
    assertThat(threshold.holds(BigDecimal.valueOf(9))).isFalse();
  }

  @Test
  void readsAliasesAndFields() {
    CorrelationRule rule =
        parse(
            """
              type: value_count
              rules: [a, b]
              group-by: [source]
              timespan: 1M
              aliases:
                source: {a: src_ip, b: client_ip}
              condition: {gt: 3, field: [user, host]}
            """);
    assertThat(rule.aliases()).isEqualTo(Map.of("source", Map.of("a", "src_ip", "b", "client_ip")));
    assertThat(rule.timespan().duration()).isEqualTo(Duration.ofDays(30));
    var threshold = (CorrelationCondition.Threshold) rule.condition().orElseThrow();
    assertThat(threshold.fields()).containsExactly("user", "host");
    assertThat(rule.generate()).isFalse();
  }

  @Test
  void readsTemporalRulesWithAndWithoutAnExpression() {
    assertThat(parse("  type: temporal\n  rules: [a, b]\n  timespan: 1h\n").condition()).isEmpty();
    CorrelationRule rule =
        parse(
            "  type: temporal_ordered\n  rules: [a, b]\n  timespan: 1h\n  condition: a and not b\n");
    var expression = (CorrelationCondition.Expression) rule.condition().orElseThrow();
    assertThat(expression.condition())
        .isEqualTo(
            new Condition.And(
                List.of(new Condition.Named("a"), new Condition.Not(new Condition.Named("b")))));
  }

  @Test
  void readsAPercentile() {
    CorrelationRule rule =
        parse(
            """
              type: value_percentile
              rules: a
              timespan: 1d
              condition: {field: bytes, percentile: 95, gt: 1.5}
            """);
    var threshold = (CorrelationCondition.Threshold) rule.condition().orElseThrow();
    assertThat(threshold.percentile()).contains(BigDecimal.valueOf(95));
  }

  @Test
  void takesTheRulesFromAnExpressionThatComesWithoutAList() {
    CorrelationRule rule =
        parse("  type: temporal\n  timespan: 1h\n  condition: b AND NOT (a or b) and c\n");
    assertThat(rule.rules()).containsExactly("b", "a", "c");
  }

  @Test
  void coversOnlyListedRulesWithAQuantifier() {
    CorrelationRule rule =
        parse(
            """
              type: temporal
              rules: [recon_a, recon_b]
              timespan: 1h
              condition: 1 of recon_* and not recon_c
            """);
    var expression = (CorrelationCondition.Expression) rule.condition().orElseThrow();
    assertThat(expression.condition().mentioned()).containsExactly("recon_a", "recon_b", "recon_c");
  }

  @ParameterizedTest
  @CsvSource({"0s, 0", "90s, 90", "2h, 7200"})
  void readsHowLongAGroupIsQuiet(String suppress, long seconds) {
    CorrelationRule rule =
        parse(
            "  type: event_count\n  rules: a\n  timespan: 1h\n  condition: {neq: 0}\n  suppress: "
                + suppress
                + "\n");
    assertThat(rule.suppress().orElseThrow().duration()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          {type: event_cuont, rules: a, timespan: 1m, condition: {gt: 1}} ! did you mean 'event_count'?
          {rules: a, timespan: 1m, condition: {gt: 1}}                    ! 'type' is missing; add it
          {type: event_count, timespan: 1m, condition: {gt: 1}}           ! 'rules' is missing; add it
          {type: event_count, rules: [], timespan: 1m, condition: {gt: 1}} ! 'rules' is empty
          {type: event_count, rules: a, condition: {gt: 1}}               ! 'timespan' is missing; add it
          {type: event_count, rules: a, timespan: 5x, condition: {gt: 1}} ! timespan '5x' must be a number from 1 to 9999999 and one of s, m, h, d, w, M, y, like 15m
          {type: event_count, rules: a, timespan: 99999999y, condition: {gt: 1}} ! timespan '99999999y' must be a number from 1 to 9999999
          {type: event_count, rules: a, timespan: 60, condition: {gt: 1}} ! timespan '60' must be
          {type: event_count, rules: a, timespan: [1m], condition: {gt: 1}} ! 'timespan' is a list but must be text
          {type: event_count, rules: a, timespan: 1m, suppress: soon, condition: {gt: 1}} ! suppress 'soon' must be a number from 1 to 9999999 and one of s, m, h, d, w, M, y, like 15m, or 0s
          {type: event_count, rules: [a, ''], timespan: 1m, condition: {gt: 1}} ! 'rules' has an empty entry; remove it
          {type: event_count, rules: [[a]], timespan: 1m, condition: {gt: 1}} ! 'rules' is a list but must be text
          {type: event_count, rules: a, group-by: {a: b}, timespan: 1m, condition: {gt: 1}} ! 'group-by' is a mapping but must be text
          {type: event_count, rules: a, generate: maybe, timespan: 1m, condition: {gt: 1}} ! 'generate' is a string but must be true or false
          {type: event_count, rules: a, timespan: 1m, condition: {gt: .inf}} ! 'gt' must be a number without quotes, not a string
          {type: event_count, rules: a, timespan: 1m, condition: [gt]}    ! the condition of event_count must be a mapping like {gte: 10}
          {type: temporal, rules: a, timespan: 1m, condition: [a]}        ! must be a mapping like {gte: 10}, or an expression like 'a and not b'
          {type: temporal, rules: a, timespan: 1m, condition: {gte: 1, field: x}} ! temporal counts rules and takes no 'field'; use value_count
          {type: value_sum, rules: a, timespan: 1m, condition: {gt: 1}}   ! value_sum needs a 'field' in its condition
          {type: value_sum, rules: a, timespan: 1m, condition: {gt: 1, field: [x, y]}} ! value_sum is of one 'field'; only value_count takes several
          {type: value_median, rules: a, timespan: 1m, condition: {gt: 1, field: x, percentile: 50}} ! 'percentile' is only for the type value_percentile
          {type: value_percentile, rules: a, timespan: 1m, condition: {gt: 1, field: x, percentile: -1}} ! must be from 0 to 100
          {type: value_percentile, rules: a, timespan: 1m, condition: {gt: 1, field: x, percentile: '95'}} ! 'percentile' must be a number without quotes
          {type: temporal, timespan: 1m}                                  ! 'rules' is missing; add it
          {type: temporal, timespan: 1m, condition: 1 of them}            ! '1 of them' fits no rule
          {type: temporal, rules: [a, b], timespan: 1m, condition: a and} ! the condition ends where a rule is expected; complete it
          {type: temporal, rules: [a, b], timespan: 1m, condition: (a or b} ! a '(' is not closed; add ')'
          {type: event_count, rules: a, timespan: 0s, condition: {gt: 1}} ! timespan '0s' must be
          {type: event_count, rules: a, timespan: 1m}                     ! 'condition' is missing; add it
          {type: event_count, rules: a, timespan: 1m, condition: {}}      ! the condition needs one of gt, gte, lt, lte, eq, neq
          {type: event_count, rules: a, timespan: 1m, condition: {gte: ten}} ! 'gte' must be a number without quotes, not a string
          {type: event_count, rules: a, timespan: 1m, condition: {get: 1}} ! unknown key 'get' in the correlation's condition; did you mean
          {type: event_count, rules: a, timespan: 1m, condition: {gt: 1, field: x}} ! takes no 'field'; use value_count
          {type: event_count, rules: a, timespan: 1m, condition: a}       ! the condition of event_count must be a mapping like {gte: 10}
          {type: value_count, rules: a, timespan: 1m, condition: {gt: 1}} ! value_count needs a 'field' in its condition
          {type: value_percentile, rules: a, timespan: 1m, condition: {gt: 1, field: x}} ! needs a 'percentile'
          {type: value_percentile, rules: a, timespan: 1m, condition: {gt: 1, field: x, percentile: 101}} ! must be from 0 to 100
          {type: temporal, rules: [a], timespan: 1m, group_by: [x]}       ! unknown key 'group_by' in correlation; did you mean 'group-by'?
          [temporal]                                                      ! 'correlation' is a list but must be a mapping
          """)
  void namesTheRemedy(String correlation, String reason) {
    LoadResult result =
        RuleLoader.standard().read("c.yml", "title: T\ncorrelation: " + correlation + "\n");
    assertThat(result.rules()).isEmpty();
    assertThat(result.rejections()).hasSize(1);
    assertThat(result.rejections().get(0).reason()).contains(reason);
    assertThat(result.rejections().get(0).rule()).isEqualTo("T");
  }

  private static CorrelationRule parse(String correlation) {
    LoadResult result =
        RuleLoader.standard().read("c.yml", "title: T\ncorrelation:\n" + correlation);
    assertThat(result.rejections()).isEmpty();
    return (CorrelationRule) result.rules().get(0);
  }
}

package io.pixelated.streams.sigma.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.load.RuleFile;
import io.pixelated.streams.sigma.load.RuleLoader;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrelationLintTest {
  private static final String HEAD =
      """
      title: %s
      id: 11111111-2222-4333-8444-55555555555%d
      name: %s
      status: test
      description: Finds things.
      author: A Tester
      date: 2026-11-20
      falsepositives: [Unlikely]
      level: low
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          event_count      ! {gte: 10}                   !
          event_count      ! {gt: 0}                     !
          event_count      ! {gt: 10, lte: 11}           !
          event_count      ! {gt: 10, lt: 11}            ! never-true
          event_count      ! {gte: 10, lt: 5}            ! never-true
          event_count      ! {eq: 2.5}                   ! never-true
          event_count      ! {lt: 0}                     ! never-true
          event_count      ! {gte: 3, lte: 3, neq: 3}    ! never-true
          event_count      ! {gte: 0}                    ! always-true
          event_count      ! {neq: 2.5, gt: -1}          ! always-true
          value_count      ! {field: f, eq: 0}           !
          value_sum        ! {field: f, gt: 1, lt: 1.5}  !
          value_sum        ! {field: f, gte: 1, lte: 1}  !
          value_sum        ! {field: f, gt: 1, lte: 1}   ! never-true
          value_avg        ! {field: f, eq: 2.5, gt: 3}  ! never-true
          value_sum        ! {field: f, gte: 0}          !
          temporal         ! {gte: 2}                    !
          temporal         ! {gte: 3}                    ! never-true
          temporal_ordered ! {lte: 2}                    ! always-true
          temporal         ! a and not b                 !
          temporal         ! a or not c                  !
          temporal         ! a                           ! unused-rule
          """)
  void tellsNumbersThatNothingOrEverythingSatisfies(String type, String condition, String lint) {
    List<String> found =
        lint(correlation("type: %s, rules: [a, b], condition: %s".formatted(type, condition)));
    assertThat(found).isEqualTo(lint == null ? List.of() : List.of(lint));
  }

  @Test
  void tellsAnAliasThatIsNotUsed() {
    String body =
        "type: value_count, rules: [a, b], condition: {field: host, gt: 1}, group-by: [user],"
            + " aliases: {user: {a: x}, host: {a: h}, other: {a: y}}";
    assertThat(lint(correlation(body))).containsExactly("unused-alias");
  }

  @Test
  void tellsARuleOfAFilterThatIsNotThereIfOthersAre() {
    String rule =
        HEAD.formatted("A", 1, "known")
            + "logsource: {product: p}\ndetection: {s: {F: x}, condition: s}\n---\n";
    String filter =
        HEAD.formatted("B", 2, "b")
            + "logsource: {product: p}\nfilter: {rules: [%s], s: {F: y}, condition: not s}\n";
    assertThat(lint(rule + filter.formatted("known, knwon"))).containsExactly("unknown-rule");
    assertThat(lint(rule + filter.formatted("known"))).isEmpty();
    assertThat(lint(rule + filter.formatted("other"))).isEmpty();
  }

  private static String correlation(String body) {
    return HEAD.formatted("A", 1, "corr") + "correlation: {timespan: 1m, " + body + "}\n";
  }

  private static List<String> lint(String yaml) {
    return new RuleLinter(RuleLoader.standard(), KnownFields.standard(), Set.of())
        .lint(List.of(new RuleFile("r.yml", yaml))).stream()
            .map(warning -> warning.lint().spelling())
            .toList();
  }
}

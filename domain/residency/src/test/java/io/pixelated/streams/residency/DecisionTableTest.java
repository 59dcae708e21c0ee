package io.pixelated.streams.residency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shipped policies decide, and the oracle that generated policies are held against. */
class DecisionTableTest {
  private static final Policies POLICIES = Policies.shipped();

  static Stream<DecisionTable.Row> rows() {
    return DecisionTable.rows();
  }

  @Test
  void hasEnoughRows() {
    assertThat(rows().count()).isGreaterThanOrEqualTo(60);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void decides(DecisionTable.Row row) {
    Verdict verdict = POLICIES.decide(row.question(), row.approvals());

    assertThat(verdict.outcome()).as(verdict.explain()).isEqualTo(row.outcome());
    assertThat(verdict.basis().policyVersion()).isEqualTo(POLICIES.version());
    assertThat(verdict.basis().clause()).isNotBlank();
    assertThat(verdict.basis().reason()).isNotBlank();
    assertThat(verdict.explain()).contains(verdict.basis().reason(), "retention: ", "duties: ");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void theOracleDecidesTheSame(DecisionTable.Row row) {
    assertThat(PlainOracle.decide(PlainPolicy.SHIPPED, row.question(), row.approved()).outcome())
        .isEqualTo(row.outcome());
  }
}

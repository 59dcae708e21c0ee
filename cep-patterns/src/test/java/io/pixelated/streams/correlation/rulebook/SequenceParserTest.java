package io.pixelated.streams.correlation.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Contiguity;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.SequenceStep;
import io.pixelated.streams.correlation.SequenceStep.Times;
import io.pixelated.streams.correlation.SequenceStep.Until;
import io.pixelated.streams.correlation.StepCondition.Earlier;
import io.pixelated.streams.correlation.StepCondition.Elapsed;
import io.pixelated.streams.correlation.StepCondition.Pick;
import io.pixelated.streams.correlation.StepCondition.Total;
import io.pixelated.streams.correlation.StepCondition.Travel;
import io.pixelated.streams.correlation.StepCondition.WithConstant;
import io.pixelated.streams.correlation.StepCondition.WithEarlier;
import io.pixelated.streams.sigma.rule.Comparison;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceParserTest {
  private static final String EVERYTHING =
      """
      title: Everything
      id: id-all
      sequence:
          within: 1h
          suppress: 0s
          group-by: [user]
          steps:
              - name: guesses
                rule: a
                times: {min: 3, max: 9, contiguity: strict}
                greedy: true
                until:
                    rule: b
                    where:
                        - count: guesses
                          gte: 4
              - name: entry
                rule: b
                contiguity: relaxed
                within: 5m
                where:
                    - field: country
                      neq: [DE, FR]
                    - field: ip
                      eq: {step: guesses, field: address, of: any}
                    - elapsed: guesses
                      of: first
                      gt: 10s
                      lte: 2m
                    - speed: guesses
                      gt: 900.5
                    - sum: guesses
                      field: bytes
                      gte: 1000
              - rule: c
                not: true
              - name: export
                rule: d
                optional: true
                contiguity: strict
              - rule: e
                not: true
                within: 10m
      """;

  @Test
  void readsEverythingThatAStepMaySay() {
    Sequence sequence =
        (Sequence)
            Books.of(
                    Books.detection("a"),
                    Books.detection("b"),
                    Books.detection("c"),
                    Books.detection("d"),
                    Books.detection("e"),
                    EVERYTHING)
                .correlation("id-all")
                .orElseThrow();

    assertThat(sequence.timespan()).isEqualTo(3_600_000);
    assertThat(sequence.suppress()).isZero();
    assertThat(sequence.carried())
        .containsExactly(
            "address",
            "bytes",
            "country",
            "ip",
            "source.geo.location.lat",
            "source.geo.location.lon");
    Earlier last = new Earlier("guesses", Pick.LAST);
    assertThat(sequence.steps().get(0))
        .isEqualTo(
            new SequenceStep(
                "guesses",
                "id-a",
                false,
                new Times(3, 9),
                false,
                true,
                Contiguity.ANY,
                Contiguity.STRICT,
                Optional.of(
                    new Until(
                        "id-b",
                        List.of(
                            new Total(
                                Total.Kind.COUNT,
                                "guesses",
                                "",
                                Comparison.GTE,
                                BigDecimal.valueOf(4))))),
                OptionalLong.empty(),
                List.of()));
    assertThat(sequence.steps().get(1).contiguity()).isEqualTo(Contiguity.RELAXED);
    assertThat(sequence.steps().get(1).within()).hasValue(300_000);
    assertThat(sequence.steps().get(1).where())
        .containsExactly(
            new WithConstant("country", Comparison.NEQ, List.of("DE", "FR")),
            new WithEarlier("ip", Comparison.EQ, new Earlier("guesses", Pick.ANY), "address"),
            new Elapsed(new Earlier("guesses", Pick.FIRST), Comparison.GT, 10_000),
            new Elapsed(new Earlier("guesses", Pick.FIRST), Comparison.LTE, 120_000),
            new Travel(
                Travel.Measure.SPEED,
                last,
                Comparison.GT,
                new BigDecimal("900.5"),
                "source.geo.location.lat",
                "source.geo.location.lon"),
            new Total(
                Total.Kind.SUM, "guesses", "bytes", Comparison.GTE, BigDecimal.valueOf(1000)));
    assertThat(sequence.steps().get(2)).isEqualTo(SequenceStep.not("c", "id-c"));
    assertThat(sequence.steps().get(3).optional()).isTrue();
    assertThat(sequence.steps().get(4).within()).hasValue(600_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {rule: a, not: true}; {rule: b} | a sequence begins with an event
          {rule: a, optional: true}; {rule: b, optional: true} | every step is optional
          {rule: a}; {rule: b, optional: true} | complete without its last step
          {rule: a}; {rule: b, greedy: true, times: {min: 2}} | nothing comes after the last step
          {rule: a}; {rule: b, times: {min: 2, max: 3}} | complete with the last step's first 2 events
          {rule: a}; {rule: b, times: {min: 3, max: 2}} | max 2 is less than min 3
          {rule: a}; {rule: b, times: {}} | 'times' needs min or max
          {rule: a, times: 101}; {rule: b} | a whole number from 1 to 100
          {rule: a, greedy: true}; {rule: b} | a step that takes one event takes no more
          {rule: a, until: {rule: b}}; {rule: b} | 'until' ends a step that takes several events
          {rule: a, contiguity: strict}; {rule: b} | nothing comes before the first step
          {rule: a}; {rule: b, contiguity: next} | must be strict, relaxed or any
          {rule: a}; {rule: c, not: true, times: 2}; {rule: b} | a negated step takes no 'times'
          {rule: a}; {rule: c, not: true, within: 5m}; {rule: b} | only a negated last step has a 'within'
          {rule: a}; {rule: b, within: 2h} | longer than that of the sequence
          {rule: a}; {rule: b, within: soon} | within 'soon' must be
          {rule: a}; {rule: b, where: [{field: x, eq: {step: z}}]} | step 'z' does not come before this one
          {rule: a}; {rule: c, not: true}; {rule: b, where: [{count: c, gt: 1}]} | negated and takes no event
          {rule: a}; {rule: b, where: [{field: x, eq: {step: a, of: most}}]} | must be first, last, any or all
          {rule: a}; {rule: b, where: [{field: x, gt: tall}]} | must be a number
          {rule: a}; {rule: b, where: [{field: x}]} | compares with nothing
          {rule: a}; {rule: b, where: [{gt: 5}]} | a condition needs one of field
          {rule: a}; {rule: b, where: [{elapsed: a, gt: 5}]} | must be a number
          {rule: a}; {rule: b, where: [{sum: a, gt: 5}]} | 'field' is missing
          {rule: a}; {rule: b, where: [{speed: a, gt: 5, coordinates: [x]}]} | latitude and longitude
          {rule: a}; {rule: b, wher: []} | unknown key 'wher'
          {rule: a}; {rule: a} | step name 'a' is used twice
          {rule: a, times: {min: 1, max: 100}, optional: true}; {rule: b, name: b1, optional: true, times: {min: 1, max: 100}}; {rule: b, name: b2, optional: true, times: {min: 1, max: 100}}; {rule: b, name: b3, optional: true, times: {min: 1, max: 100}}; {rule: c} | can be combined in more than 4096 ways
          """)
  void rejectsWhatMakesNoSense(String steps, String reason) {
    String text =
        "title: Wrong\nid: id-wrong\nsequence:\n    within: 1h\n    steps:\n"
            + List.of(steps.split("; ", -1)).stream()
                .map(step -> "        - " + step + "\n")
                .reduce("", String::concat);

    assertThat(Books.reason(Books.detection("a"), Books.detection("b"), Books.detection("c"), text))
        .contains(reason);
  }

  @Test
  void keepsItsMeaningWhenStepsAreCalledOtherwise() {
    String again = EVERYTHING.replace("guesses", "attempts").replace("name: entry", "name: in");

    assertThat(meaning(again)).isEqualTo(meaning(EVERYTHING));
    assertThat(meaning(EVERYTHING.replace("gte: 1000", "gte: 1001")))
        .isNotEqualTo(meaning(EVERYTHING));
  }

  private static String meaning(String text) {
    return Books.of(
            Books.detection("a"),
            Books.detection("b"),
            Books.detection("c"),
            Books.detection("d"),
            Books.detection("e"),
            text)
        .correlation("id-all")
        .orElseThrow()
        .meaning();
  }
}

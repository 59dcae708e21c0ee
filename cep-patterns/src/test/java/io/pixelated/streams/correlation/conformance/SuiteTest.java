package io.pixelated.streams.correlation.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite by itself: whether it is whole, and whether its expected values are right. */
class SuiteTest {
  private static final Pattern SENTENCE = Pattern.compile("\\*\\*([A-Z]\\d+)\\*\\*");

  static Stream<ConformanceCase> evaluable() {
    return CaseFiles.all().stream().filter(given -> given.needs().isEmpty());
  }

  @Test
  void everyNumberedSentenceHasACaseAndEveryCaseIsAboutNumberedSentences() {
    Set<String> sentences =
        SENTENCE
            .matcher(CaseFiles.readme())
            .results()
            .map((MatchResult found) -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> covered = new TreeSet<>();
    CaseFiles.all().forEach(given -> covered.addAll(given.covers()));

    assertThat(covered).isEqualTo(sentences);
    assertThat(CaseFiles.all()).allMatch(given -> !given.covers().isEmpty());
  }

  @Test
  void everyCaseHasANameOfItsOwn() {
    List<String> names = CaseFiles.all().stream().map(ConformanceCase::name).toList();

    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(150);
  }

  @ParameterizedTest
  @MethodSource("evaluable")
  void theReferenceFindsWhatTheCaseExpects(ConformanceCase given) {
    Reference.Outcome outcome = Reference.of(given);

    assertThat(Told.of(outcome.alerts())).isEqualTo(Told.of(given.alerts()));
    given
        .leftOut()
        .forEach(
            (rule, expected) ->
                assertThat(outcome.leftOut().getOrDefault(rule, Map.of()))
                    .as("left out by %s", rule)
                    .isEqualTo(withoutZeros(expected)));
  }

  static Map<String, Long> withoutZeros(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}

package io.pixelated.streams.correlation.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.ruletest.InvalidRuleCases;
import io.pixelated.streams.correlation.ruletest.RuleCase;
import io.pixelated.streams.correlation.ruletest.RuleCases;
import io.pixelated.streams.correlation.ruletest.RuleTester;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.RuleStatus;
import io.pixelated.streams.ingest.Ingest;
import io.pixelated.streams.ingest.IngestSettings;
import io.pixelated.streams.sigma.load.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ShippedRulesTest {
  private static final Path RULES = Path.of("rules");

  private static final List<RuleDocument> DOCUMENTS = ShippedRules.documents();
  private static final RulebookChange LOADED = Rulebook.empty().apply(DOCUMENTS);
  private static final Rulebook RULEBOOK = LOADED.rulebook();

  private final RuleTester tester =
      new RuleTester(RULEBOOK, Ingest.standard(IngestSettings.of("eu-central-1")), "eu-central-1");

  @Test
  void areAllAccepted() {
    assertThat(LOADED.statuses())
        .allSatisfy(
            status ->
                assertThat(status.state())
                    .as(status.toString())
                    .isEqualTo(RuleStatus.State.ACCEPTED));
  }

  @Test
  void areAllOnTheClassPath() throws IOException {
    try (Stream<Path> files = Files.walk(RULES)) {
      long rules = files.filter(RuleFile::isRules).count();
      assertThat(DOCUMENTS).hasSize((int) rules);
    }
    assertThat(DOCUMENTS).extracting(RuleDocument::key).doesNotHaveDuplicates();
  }

  @Test
  void areAtLeastThirtyDetectionsAndTenCorrelations() {
    assertThat(RULEBOOK.detectionRules().size()).isGreaterThanOrEqualTo(30);
    assertThat(RULEBOOK.correlations()).hasSizeGreaterThanOrEqualTo(10);
  }

  @TestFactory
  Stream<DynamicTest> doWhatTheirTestsSay() {
    return DOCUMENTS.stream()
        .map(document -> DynamicTest.dynamicTest(document.file(), () -> check(document)));
  }

  private void check(RuleDocument document) throws InvalidRuleCases {
    Path file = RULES.resolve(document.file().substring("rules/".length()));
    List<RuleCase> cases = RuleCases.of(file, document.text());
    assertThat(cases).as("positive cases").anyMatch(RuleCase::positive);
    assertThat(cases).as("negative cases").anyMatch(ruleCase -> !ruleCase.positive());
    for (RuleCase ruleCase : cases) {
      assertThat(tester.run(List.of(document.key()), ruleCase)).as(ruleCase.where()).isEmpty();
      if (ruleCase.until().isEmpty()) {
        assertThat(tester.play(ruleCase).remembered()).isZero();
      }
    }
  }
}

package io.pixelated.streams.correlation.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.SequenceStep;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.RuleStatus;
import io.pixelated.streams.events.RuleStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulebookTest {
  private static final String FAILED =
      """
      title: Failed
      id: rule-failed
      name: failed
      logsource: {product: pixelated}
      detection:
        selection: {outcome: failure}
        condition: selection
      level: low
      """;
  private static final String APPROVED =
      FAILED.replace("Failed", "Approved").replace("failed", "approved");
  private static final String COUNT =
      """
      title: Many failed
      id: corr-many
      correlation:
        type: event_count
        rules: [failed]
        group-by: [actor.user]
        timespan: 5m
        condition: {gte: 10}
      """;
  private static final String SEQUENCE =
      """
      title: Failed, then not approved
      id: seq
      level: high
      sequence:
        within: 30m
        group-by: [user]
        aliases:
          user: {failed: actor.user, approved: target.user}
        steps:
          - {name: first, rule: failed, times: 2}
          - {name: second, rule: approved, not: true}
      """;

  @Test
  void runsARuleThatIsGood() {
    RulebookChange change = apply(Rulebook.empty(), "rule-failed", FAILED);

    assertThat(change.statuses()).extracting(RuleStatus::state).containsExactly(State.ACCEPTED);
    assertThat(change.rulebook().detectionRules().size()).isEqualTo(1);
    assertThat(change.rulebook().ref("rule-failed").title()).isEqualTo("Failed");
    assertThat(change.rulebook().standalone("rule-failed")).isTrue();
  }

  @Test
  void keepsTheOldVersionWhenTheNewOneIsBroken() {
    Rulebook before = apply(Rulebook.empty(), "rule-failed", FAILED).rulebook();
    RulebookChange change =
        apply(
            before, "rule-failed", FAILED.replace("condition: selection", "condition: selektion"));

    RuleStatus status = change.statuses().get(0);
    assertThat(change.statuses()).hasSize(1);
    assertThat(status.state()).isEqualTo(State.REJECTED);
    assertThat(status.file()).isEqualTo("rule-failed.yml");
    assertThat(status.line()).isEqualTo(7);
    assertThat(status.reason()).contains("selektion");
    assertThat(change.rulebook().detectionRules().rule("rule-failed")).isPresent();
    assertThat(change.rulebook().ref("rule-failed").version())
        .isEqualTo(before.ref("rule-failed").version());
  }

  @Test
  void keepsTheOldVersionWhenTheNewOneRefersToNothing() {
    Rulebook before = rulebook(FAILED, COUNT);
    RulebookChange change =
        apply(before, "corr-many", COUNT.replace("[failed]", "[failed, unheard_of]"));

    assertThat(change.statuses().get(0).state()).isEqualTo(State.REJECTED);
    assertThat(change.statuses().get(0).reason()).contains("'unheard_of' is not there");
    assertThat(change.rulebook().correlation("corr-many"))
        .isEqualTo(before.correlation("corr-many"))
        .isPresent();

    RulebookChange later =
        apply(change.rulebook(), "unheard", APPROVED.replace("approved", "unheard_of"));
    assertThat(later.statuses())
        .extracting(RuleStatus::key, RuleStatus::state)
        .contains(tuple("corr-many", State.ACCEPTED));
    assertThat(later.rulebook().correlation("corr-many").orElseThrow().rules()).hasSize(2);
  }

  @Test
  void takesACorrelationInWhenItsRuleArrivesLater() {
    RulebookChange early = apply(Rulebook.empty(), "corr-many", COUNT);
    assertThat(early.statuses().get(0).state()).isEqualTo(State.REJECTED);
    assertThat(early.statuses().get(0).reason())
        .isEqualTo("rule 'failed' is not there; add it, or check the name");
    assertThat(early.rulebook().correlations()).isEmpty();

    RulebookChange late = apply(early.rulebook(), "rule-failed", FAILED);

    assertThat(late.statuses())
        .extracting(RuleStatus::key, RuleStatus::state)
        .containsExactlyInAnyOrder(
            tuple("rule-failed", State.ACCEPTED), tuple("corr-many", State.ACCEPTED));
    assertThat(late.rulebook().takersOf("rule-failed")).hasSize(1);
  }

  @Test
  void removesARuleByItsTombstoneAndWhatRefersToItWaits() {
    RulebookChange change = apply(rulebook(FAILED, COUNT), "rule-failed", "");

    assertThat(change.statuses())
        .extracting(RuleStatus::key, RuleStatus::state)
        .containsExactlyInAnyOrder(
            tuple("rule-failed", State.REMOVED), tuple("corr-many", State.REJECTED));
    assertThat(change.rulebook().detectionRules().size()).isZero();
    assertThat(change.rulebook().correlations()).isEmpty();

    Rulebook again = apply(change.rulebook(), "rule-failed", FAILED).rulebook();
    assertThat(again.correlations()).hasSize(1);
  }

  @Test
  void comesToTheSameFromItsOwnDocuments() {
    Rulebook book = rulebook(FAILED, COUNT);
    book = apply(book, "corr-many", COUNT.replace("[failed]", "[unheard_of]")).rulebook();
    book = apply(book, "seq", SEQUENCE).rulebook();

    Rulebook again = Rulebook.restore(book.documents());

    assertThat(again.documents()).isEqualTo(book.documents());
    assertThat(again.correlation("corr-many")).isEqualTo(book.correlation("corr-many")).isPresent();
    assertThat(apply(again, "approved", APPROVED).rulebook().correlation("seq")).isPresent();
  }

  @Test
  void leavesOtherRulesAsTheyAre() {
    Rulebook before = rulebook(FAILED, COUNT, APPROVED, SEQUENCE);
    Rulebook after = apply(before, "corr-many", COUNT.replace("gte: 10", "gte: 11")).rulebook();

    assertThat(after.correlation("seq").orElseThrow())
        .isSameAs(before.correlation("seq").orElseThrow());
    assertThat(after.detectionRules()).isSameAs(before.detectionRules());
    assertThat(after.correlation("corr-many").orElseThrow().meaning())
        .isNotEqualTo(before.correlation("corr-many").orElseThrow().meaning());
  }

  @Test
  void silencesARuleThatOthersReferToUnlessTheySayGenerate() {
    assertThat(rulebook(FAILED, COUNT).standalone("rule-failed")).isFalse();
    assertThat(
            rulebook(FAILED, COUNT.replace("type:", "generate: true\n  type:"))
                .standalone("rule-failed"))
        .isTrue();
    assertThat(rulebook(FAILED, COUNT).correlation("corr-many").orElseThrow().standalone())
        .isTrue();
  }

  @Test
  void compilesSequences() {
    Rulebook book = rulebook(FAILED, APPROVED, SEQUENCE);
    Sequence sequence = (Sequence) book.correlation("seq").orElseThrow();

    assertThat(sequence.timespan()).isEqualTo(1_800_000);
    assertThat(sequence.steps())
        .containsExactly(
            SequenceStep.of("first", "rule-failed", 2),
            SequenceStep.not("second", "rule-approved"));
    assertThat(sequence.grouping().field("user", "rule-approved")).isEqualTo("target.user");
  }

  @Test
  void saysEverythingThatIsWrongWithASequence() {
    String broken =
        SEQUENCE
            .replace("within: 30m", "within: soon")
            .replace("name: second", "nam: second")
            .replace("times: 2", "times: 0");

    assertThat(reason(broken))
        .contains("within 'soon' must be a number and one of s, m, h, d, w, M, y, like 15m")
        .contains("'times' is an integer but must be a whole number from 1 to 100")
        .contains("unknown key 'nam' in a step");
  }

  @Test
  void rejectsAnIdThatAnotherRuleHas() {
    RulebookChange change = apply(rulebook(FAILED), "copy", FAILED);

    assertThat(change.statuses().get(0).state()).isEqualTo(State.REJECTED);
    assertThat(change.statuses().get(0).reason()).contains("is already used by 'Failed'");
  }

  @Test
  void takesTheGoodRulesOfAFile(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("rules.yml"),
        FAILED + "---\n" + COUNT.replace("[failed]", "[gone]") + "---\n" + APPROVED);
    Files.writeString(directory.resolve("rules.test.yml"), "positive: []");

    LoadedRules loaded = Rulebook.load(List.of(directory));

    assertThat(loaded.rulebook().detectionRules().size()).isEqualTo(2);
    assertThat(loaded.rejections()).hasSize(1);
    assertThat(loaded.rejections().get(0).rule()).isEqualTo("corr-many");
    assertThat(loaded.rejections().get(0).line()).isEqualTo(10);
  }

  private static String reason(String text) {
    Rulebook book = rulebook(FAILED, APPROVED);
    RulebookChange change = apply(book, "broken", text);
    assertThat(change.statuses().get(0).state()).isEqualTo(State.REJECTED);
    return change.statuses().get(0).reason();
  }

  private static Rulebook rulebook(String... texts) {
    Rulebook book = Rulebook.empty();
    for (String text : texts) {
      String key = text.lines().filter(line -> line.startsWith("id: ")).findFirst().orElseThrow();
      RulebookChange change = apply(book, key.substring(4), text);
      assertThat(change.statuses().get(0).state()).isEqualTo(State.ACCEPTED);
      book = change.rulebook();
    }
    return book;
  }

  private static RulebookChange apply(Rulebook book, String key, String text) {
    return book.apply(
        new RuleDocument(key, text, key + ".yml", new Origin("detection.rules", 0, 1, 0)));
  }
}

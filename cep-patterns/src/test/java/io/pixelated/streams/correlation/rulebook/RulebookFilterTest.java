package io.pixelated.streams.correlation.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.RuleStatus;
import io.pixelated.streams.events.RuleStatus.State;
import io.pixelated.streams.sigma.match.FlatEvent;
import io.pixelated.streams.sigma.match.LogSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulebookFilterTest {
  private static final String FAILED =
      """
      title: Failed
      id: rule-failed
      name: failed
      logsource: {product: pixelated}
      detection:
        selection: {outcome: failure}
        condition: selection
      """;
  private static final String DENIED =
      FAILED.replace("Failed", "Denied").replace("failed", "denied").replace("failure", "denial");
  private static final String COUNT =
      """
      title: Many failed
      id: corr-many
      correlation:
        type: event_count
        rules: [failed]
        timespan: 5m
        condition: {gte: 10}
      """;
  private static final String PROBES =
      """
      title: Probes
      id: filter-probes
      logsource: {product: pixelated}
      filter:
        rules: [failed]
        selection: {user|startswith: probe-}
        condition: not selection
      """;

  @Test
  void tunesTheRuleItNamesWhileItIsThere() {
    Rulebook plain = book(FAILED, DENIED);
    assertThat(matches(plain, "failure", "probe-1")).isEqualTo(1);

    RulebookChange change = apply(plain, PROBES);
    assertThat(change.statuses())
        .extracting(RuleStatus::key, RuleStatus::state)
        .containsExactly(tuple("filter-probes", State.ACCEPTED));
    assertThat(matches(change.rulebook(), "failure", "probe-1")).isZero();
    assertThat(matches(change.rulebook(), "failure", "ann")).isEqualTo(1);

    Rulebook later = apply(change.rulebook(), PROBES.replace("probe-", "test-")).rulebook();
    assertThat(matches(later, "failure", "probe-1")).isEqualTo(1);
    assertThat(matches(later, "failure", "test-1")).isZero();

    Rulebook without = remove(later, "filter-probes").rulebook();
    assertThat(matches(without, "failure", "test-1")).isEqualTo(1);
  }

  @Test
  void compilesOnlyTheRulesItReaches() {
    Rulebook plain = book(FAILED, DENIED);
    Rulebook tuned = apply(plain, PROBES).rulebook();

    assertThat(tuned.detectionRules().rule("rule-denied"))
        .containsSame(plain.detectionRules().rule("rule-denied").orElseThrow());
    assertThat(tuned.detectionRules().rule("rule-failed"))
        .isNotEqualTo(plain.detectionRules().rule("rule-failed"));
    Rulebook elsewhere =
        apply(plain, PROBES.replace("[failed]", "any").replace("product: p", "service: p"))
            .rulebook();
    assertThat(elsewhere.detectionRules()).isSameAs(plain.detectionRules());
  }

  @Test
  void reachesEveryRuleOfItsLogSourceAlsoThoseThatComeLater() {
    Rulebook book = book(PROBES.replace("[failed]", "any"), FAILED);
    assertThat(matches(book, "failure", "probe-1")).isZero();

    Rulebook both = apply(book, DENIED).rulebook();
    assertThat(matches(both, "denial", "probe-1")).isZero();
    assertThat(matches(both, "denial", "ann")).isEqualTo(1);
    assertThat(matches(remove(both, "filter-probes").rulebook(), "denial", "probe-1")).isEqualTo(1);
  }

  @Test
  void changesWhatTheCorrelationsOfItsRulesMean() {
    Rulebook before = book(FAILED, DENIED, COUNT);
    String meaning = before.correlation("corr-many").orElseThrow().meaning();

    Rulebook after = apply(before, PROBES).rulebook();
    assertThat(after.correlation("corr-many").orElseThrow().meaning()).isNotEqualTo(meaning);
    assertThat(after.takersOf("rule-failed"))
        .containsExactly(after.correlation("corr-many").orElseThrow());
    assertThat(after.standalone("rule-failed")).isFalse();
    assertThat(after.ref("rule-failed")).isEqualTo(before.ref("rule-failed"));

    Rulebook any = apply(before, PROBES.replace("[failed]", "any")).rulebook();
    assertThat(any.correlation("corr-many").orElseThrow())
        .isEqualTo(after.correlation("corr-many").orElseThrow());

    Rulebook gone = remove(any, "filter-probes").rulebook();
    assertThat(gone.correlation("corr-many")).isEqualTo(before.correlation("corr-many"));

    Rulebook elsewhere = apply(before, PROBES.replace("[failed]", "[denied]")).rulebook();
    assertThat(elsewhere.correlation("corr-many"))
        .containsSame(before.correlation("corr-many").orElseThrow());
  }

  @Test
  void tunesTheOthersWhenOneOfItsRulesIsRemoved() {
    Rulebook both = book(FAILED, DENIED, PROBES.replace("[failed]", "[failed, denied]"));
    assertThat(matches(both, "denial", "probe-1")).isZero();

    RulebookChange change = remove(both, "rule-failed");
    assertThat(change.statuses())
        .extracting(RuleStatus::key, RuleStatus::state)
        .containsExactly(tuple("rule-failed", State.REMOVED));
    assertThat(matches(change.rulebook(), "denial", "probe-1")).isZero();

    Rulebook again = apply(change.rulebook(), FAILED).rulebook();
    assertThat(matches(again, "failure", "probe-1")).isZero();
  }

  @Test
  void waitsForTheRulesItNames() {
    RulebookChange early = apply(book(DENIED), PROBES);
    assertThat(early.statuses().get(0).state()).isEqualTo(State.REJECTED);
    assertThat(early.statuses().get(0).reason())
        .isEqualTo("rule 'failed' is not there; add it, or check the name");

    RulebookChange late = apply(early.rulebook(), FAILED);
    assertThat(late.statuses())
        .extracting(RuleStatus::key, RuleStatus::state)
        .containsExactlyInAnyOrder(
            tuple("rule-failed", State.ACCEPTED), tuple("filter-probes", State.ACCEPTED));
    assertThat(matches(late.rulebook(), "failure", "probe-1")).isZero();

    RulebookChange gone = remove(late.rulebook(), "rule-failed");
    assertThat(gone.statuses())
        .extracting(RuleStatus::key, RuleStatus::state)
        .containsExactlyInAnyOrder(
            tuple("rule-failed", State.REMOVED), tuple("filter-probes", State.REJECTED));
  }

  @Test
  void isForDetectionRules() {
    RulebookChange change = apply(book(FAILED, COUNT), PROBES.replace("[failed]", "[corr-many]"));

    assertThat(change.statuses().get(0).reason())
        .isEqualTo(
            "'corr-many' is no detection rule; a filter names rules that look at single events");
  }

  @Test
  void tunesRulesOfFiles(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("a-filter.YML"), PROBES);
    Files.writeString(directory.resolve("rules.yaml"), FAILED + "---\n" + DENIED);
    Files.writeString(
        directory.resolve("unknown.yml"),
        PROBES.replace("probes", "unknown").replace("[failed]", "[faild]"));

    LoadedRules loaded = Rulebook.load(List.of(directory));

    assertThat(loaded.rejections()).hasSize(1);
    assertThat(loaded.rejections().get(0).reason()).contains("rule 'faild' is not there");
    assertThat(matches(loaded.rulebook(), "failure", "probe-1")).isZero();
    assertThat(matches(loaded.rulebook(), "denial", "probe-1")).isEqualTo(1);
  }

  private static int matches(Rulebook book, String outcome, String user) {
    LogSources source = new LogSources(Set.of("pixelated"), Set.of(), Set.of());
    return book.detectionRules()
        .match(FlatEvent.of(source).text("outcome", outcome).text("user", user).build())
        .size();
  }

  private static Rulebook book(String... texts) {
    Rulebook book = Rulebook.empty();
    for (String text : texts) {
      book = apply(book, text).rulebook();
    }
    return book;
  }

  private static RulebookChange apply(Rulebook book, String text) {
    String id = text.lines().filter(line -> line.startsWith("id: ")).findFirst().orElseThrow();
    String key = id.substring(4);
    return book.apply(
        new RuleDocument(key, text, key + ".yml", new Origin("detection.rules", 0, 1, 0)));
  }

  private static RulebookChange remove(Rulebook book, String key) {
    return book.apply(
        new RuleDocument(key, "", key + ".yml", new Origin("detection.rules", 0, 2, 0)));
  }
}

package io.pixelated.streams.sigma.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.Corpus;
import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.load.RuleRewriter;
import io.pixelated.streams.sigma.pipeline.EventKnowledge.Membership;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.LogSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShippedPipelinesTest {

  @Test
  void everyOneLoadsUnderItsNameAndDoesSomething() {
    assertThat(ShippedPipelines.all())
        .hasSizeGreaterThan(20)
        .allSatisfy(
            pipeline -> {
              assertThat(pipeline.file()).isEqualTo(pipeline.name() + ".yml");
              assertThat(pipeline.notices()).isEmpty();
              assertThat(pipeline.items()).isNotEmpty();
            });
  }

  @Test
  void everyOneLetsEveryRulePass() {
    List<DetectionRule> rules =
        RuleLoader.standard().load(List.of(Corpus.folder("sigma"))).detections();
    ShippedPipelines.all()
        .map(pipeline -> Pipelines.of(List.of(pipeline)))
        .forEach(
            pipelines ->
                assertThat(rules)
                    .allMatch(rule -> pipelines.apply(rule) instanceof RuleRewriter.Rewritten));
  }

  @Test
  void allOfThemTogetherLeaveRulesThatLoad() {
    RuleLoader loader =
        RuleLoader.standard().withPipelines(Pipelines.of(ShippedPipelines.all().toList()));
    assertThat(loader.load(List.of(Corpus.folder("sigma").resolve("rules"))).detections())
        .hasSizeGreaterThan(2_000);
  }

  @Test
  void sysmonSaysWhatAnEventOneIs() {
    LogSource creation = source("windows", "process_creation", null);
    Membership membership =
        knowledge("sysmon").memberships().stream()
            .filter(each -> each.source().equals(creation))
            .findFirst()
            .orElseThrow();
    assertThat(membership.given()).isEqualTo(source("windows", null, "sysmon"));
    assertThat(membership.tests()).hasSize(1);
  }

  @Test
  void severalWaysToBeOfALogSourceStandSideBySide() {
    LogSource data = source("pixelated", "data_access", null);
    assertThat(knowledge("pixelated").memberships())
        .filteredOn(each -> each.source().equals(data))
        .extracting(Membership::given)
        .containsExactly(
            source("pixelated", null, "records"), source("pixelated", null, "messaging"));
  }

  private static EventKnowledge knowledge(String name) {
    return EventKnowledge.of(List.of(ShippedPipelines.named(name).orElseThrow()));
  }

  private static LogSource source(String product, String category, String service) {
    return new LogSource(
        Optional.ofNullable(product), Optional.ofNullable(category), Optional.ofNullable(service));
  }
}

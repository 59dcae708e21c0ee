package io.pixelated.streams.correlation.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.RuleStatus.State;
import io.pixelated.streams.sigma.load.Rejection;
import io.pixelated.streams.sigma.pipeline.PipelineLoader;
import io.pixelated.streams.sigma.pipeline.PipelineResult;
import io.pixelated.streams.sigma.pipeline.Pipelines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulebookPipelinesTest {

  private static final String LOGIN =
      """
      title: Login
      id: 00000000-0000-4000-8000-000000000001
      name: login
      logsource: {product: linux, service: auth}
      detection: {sel: {user|expand: '%admins%'}, condition: sel}
      """;
  private static final String FILTER =
      """
      title: Known hosts
      id: 00000000-0000-4000-8000-000000000002
      logsource: {product: linux, service: auth}
      filter: {rules: any, known: {host: a}, condition: not known}
      """;
  private static final String MANY =
      """
      title: Many
      id: 00000000-0000-4000-8000-000000000003
      correlation: {type: event_count, rules: [login], group-by: [host], timespan: 1m, condition: {gte: 2}}
      """;
  private static final Pipelines PIPELINES =
      pipelines(
          """
          vars: {admins: [root, admin]}
          transformations:
            - {type: value_placeholders}
            - type: field_name_mapping
              mapping: {host: host.name, user: user.name}
              rule_conditions: [{type: logsource, product: linux}]
            - type: rule_failure
              message: Windows is elsewhere
              rule_conditions: [{type: logsource, product: windows}]
          """);

  private static Pipelines pipelines(String yaml) {
    return Pipelines.of(
        List.of(((PipelineResult.Loaded) PipelineLoader.read("p.yml", yaml)).pipeline()));
  }

  private static RuleDocument document(String key, String text) {
    return new RuleDocument(key, text, "", new Origin("rules", 0, 0, 0));
  }

  @Test
  void changesRulesTheirFiltersAndCorrelations(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("a.yml"), LOGIN);
    Files.writeString(folder.resolve("b.yml"), FILTER);
    Files.writeString(folder.resolve("c.yml"), MANY);
    LoadedRules loaded = Rulebook.load(List.of(folder), PIPELINES);
    assertThat(loaded.rejections()).isEmpty();
    var rule = loaded.rulebook().detectionRules().rule(id(1)).orElseThrow();
    assertThat(rule.selections().toString())
        .contains("user.name", "root", "host.name")
        .doesNotContain("%admins%");
    assertThat(loaded.rulebook().correlations().toString()).contains("host.name");
  }

  @Test
  void rejectsWhatAPipelineRefusesWithItsMessage() {
    Rulebook book = Rulebook.empty(PIPELINES);
    assertThat(book.apply(document("login", LOGIN)).statuses())
        .singleElement()
        .satisfies(status -> assertThat(status.state()).isEqualTo(State.ACCEPTED));
    assertThat(book.apply(document("login", LOGIN.replace("linux", "windows"))).statuses())
        .singleElement()
        .satisfies(status -> assertThat(status.reason()).contains("Windows is elsewhere"));
  }

  @Test
  void runsOfAFileOnlyTheRulesThatThePipelinesLetPass(@TempDir Path folder) throws Exception {
    String elsewhere = LOGIN.replace("product: linux, service: auth", "product: windows");
    String valueless = LOGIN.replace("%admins%", "%nobody%");
    Files.writeString(
        folder.resolve("a.yml"),
        LOGIN
            + "---\n"
            + elsewhere.replace("000001", "000004").replace("name: login", "name: elsewhere")
            + "---\n"
            + valueless.replace("000001", "000005").replace("name: login", "name: valueless"));
    LoadedRules loaded = Rulebook.load(List.of(folder), PIPELINES);
    assertThat(loaded.rulebook().detectionRules().size()).isEqualTo(1);
    assertThat(loaded.rulebook().detectionRules().rule(id(1))).isPresent();
    assertThat(loaded.rejections())
        .extracting(Rejection::reason)
        .satisfiesExactlyInAnyOrder(
            reason -> assertThat(reason).startsWith("Windows is elsewhere"),
            reason -> assertThat(reason).contains("placeholder %nobody% has no values"));
  }

  @Test
  void rejectsPlaceholdersWithoutValuesOnlyAfterThePipelines() {
    assertThat(Rulebook.empty().apply(document("login", LOGIN)).statuses())
        .singleElement()
        .satisfies(status -> assertThat(status.reason()).contains("%admins% has no values"));
    assertThat(
            Rulebook.empty(PIPELINES)
                .apply(document("login", LOGIN.replace("%admins%", "%others%")))
                .statuses())
        .singleElement()
        .satisfies(status -> assertThat(status.reason()).contains("%others% has no values"));
  }

  private static String id(int number) {
    return "00000000-0000-4000-8000-00000000000" + number;
  }
}

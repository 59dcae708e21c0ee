package io.pixelated.streams.sigma.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.load.RuleFile;
import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.pipeline.EventKnowledge;
import io.pixelated.streams.sigma.pipeline.PipelineLoader;
import io.pixelated.streams.sigma.pipeline.PipelineResult;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleLinterTest {
  private static final String HEAD =
      """
      title: A Rule
      id: 11111111-2222-4333-8444-555555555555
      status: test
      description: Finds things.
      author: A Tester
      date: 2026-11-20
      falsepositives:
          - Unlikely
      level: low
      """;

  private static final String PROCESS =
      """
      logsource:
          product: windows
          category: process_creation
      """;

  @Test
  void findsNothingInAGoodRule() {
    assertThat(lint(HEAD + PROCESS + detection("sel", "Image|endswith: '\\cmd.exe'", "sel")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "id, missing-id",
    "status, missing-status",
    "level, missing-level",
    "description, missing-description",
    "author, missing-author",
    "date, missing-date"
  })
  void missesWhatARuleShouldSayOfItself(String key, String lint) {
    String head = HEAD.replaceAll("(?m)^" + key + ": .*\n", "");

    assertThat(lint(head + PROCESS + detection("sel", "Image: x", "sel"))).containsExactly(lint);
  }

  @ParameterizedTest
  @CsvSource({
    "date: 2026/11/20, date-format",
    "id: my-rule, id-format",
  })
  void findsMetadataOfAnotherForm(String line, String lint) {
    String head = HEAD.replaceAll("(?m)^" + line.substring(0, line.indexOf(':')) + ": .*$", line);

    assertThat(lint(head + PROCESS + detection("sel", "Image: x", "sel"))).containsExactly(lint);
  }

  @Test
  void findsAChangeBeforeTheBeginning() {
    assertThat(lint(HEAD + "modified: 2026-11-19\n" + PROCESS + detection("s", "Image: x", "s")))
        .containsExactly("date-order");
  }

  @ParameterizedTest
  @CsvSource({
    "attack.t1059.001, ''",
    "attack.t1685, ''",
    "attack.t1562.001, ''",
    "attack.defense-evasion, ''",
    "attack.stealth, ''",
    "attack.g0016, ''",
    "attack.s0002, ''",
    "attack.ds0009, ''",
    "attack.t1059.099, unknown-attack-tag",
    "attack.t9999, unknown-attack-tag",
    "attack.g9999, unknown-attack-tag",
    "attack.executions, unknown-attack-tag",
    "attack.initial_access, unknown-attack-tag",
    "attack.t1086, retired-attack-tag",
    "Attack.Execution, tag-format",
    "execution, tag-format",
    "atack.execution, unknown-tag-namespace",
    "cve.2021-44228, ''",
    "cve.log4j, unknown-tag",
    "tlp.purple, unknown-tag",
    "detection.threat-hunting, ''",
    "car.2016-04-005, ''",
    "stp.3k, ''"
  })
  void knowsTheTagsOfSigma(String tag, String lint) {
    List<String> found =
        lint(HEAD + "tags:\n    - " + tag + "\n" + PROCESS + detection("s", "Image: x", "s"));

    assertThat(String.join(" ", found)).isEqualTo(lint);
  }

  @Test
  void saysWhichTagWasMeant() {
    assertThat(warnings(tagged("attack.t1086")).get(0).message())
        .isEqualTo(
            "ATT&CK retired technique 't1086' (PowerShell); use 'attack.t1059.001' (PowerShell)");
    assertThat(warnings(tagged("attack.initial_access")).get(0).message())
        .endsWith("write 'attack.initial-access'");
    assertThat(warnings(tagged("atack.execution")).get(0).message())
        .endsWith("did you mean 'attack'?");
  }

  @ParameterizedTest
  @CsvSource({
    "windows, process_creation, CommandLine, ''",
    "windows, process_creation, Commandline, unknown-field",
    "windows, process_creation, DestinationIp, unknown-field",
    "windows, network_connection, DestinationIp, ''",
    "windows, network_connection, ParentImage, unknown-field",
    "windows, some_other_category, Whatever, ''",
    "linux, process_creation, CommandLine, ''"
  })
  void knowsTheFieldsOfKnownLogSources(String product, String category, String field, String lint) {
    String source = "logsource:\n    product: " + product + "\n    category: " + category + "\n";

    assertThat(String.join(" ", lint(HEAD + source + detection("s", field + ": x", "s"))))
        .isEqualTo(lint);
  }

  @Test
  void tellsOnlyMisspellingsWhereNotAllFieldsAreKnown() {
    String source = "logsource:\n    product: windows\n    service: security\n";

    assertThat(lint(HEAD + source + detection("s", "SubjectUsrName: x", "s")))
        .containsExactly("unknown-field");
    assertThat(lint(HEAD + source + detection("s", "SomethingElse: x", "s"))).isEmpty();
  }

  @Test
  void takesThePipelinesWordForFields() {
    PipelineResult.Loaded pipeline =
        (PipelineResult.Loaded)
            PipelineLoader.read(
                "ours.yml",
                """
                name: Ours
                transformations:
                    - type: field_name_mapping
                      mapping: {GrandParentImage: process.parent.parent.executable}
                      rule_conditions:
                          - {type: logsource, product: windows, category: process_creation}
                """);
    KnownFields known =
        KnownFields.standard().with(EventKnowledge.of(List.of(pipeline.pipeline())));
    RuleLinter linter = new RuleLinter(RuleLoader.standard(), known, Set.of());
    String rule = HEAD + PROCESS + detection("s", "GrandParentImage: x", "s");

    assertThat(linter.lint(List.of(new RuleFile("rule.yml", rule)))).isEmpty();
    assertThat(lint(rule)).containsExactly("unknown-field");
  }

  @Test
  void tellsAMisspeltLogSource() {
    String source = "logsource:\n    product: windos\n    category: proces_creation\n";

    assertThat(warnings(HEAD + source + detection("s", "Image: x", "s")))
        .extracting(Warning::message)
        .containsExactly(
            "no log source has the product 'windos'; did you mean 'windows'?",
            "no log source has the category 'proces_creation'; did you mean 'process_creation'?");
  }

  @Test
  void tellsTwoRulesOfOneTitleOrOneMeaning() {
    RuleLinter linter = linter();
    String rule = HEAD + PROCESS + detection("sel", "Image: x", "sel");
    List<RuleFile> files =
        List.of(
            new RuleFile("a.yml", rule),
            new RuleFile("b.yml", rule.replace("11111111", "22222222")));

    assertThat(linter.lint(files))
        .extracting(Warning::file, w -> w.lint().spelling(), Warning::message)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "b.yml",
                "duplicate-title",
                "the rule at a.yml:1 has the same title; say how this one differs"),
            org.assertj.core.groups.Tuple.tuple(
                "b.yml",
                "duplicate-detection",
                "the rule at a.yml:1 looks for the same; remove one"));
  }

  @Test
  void looksAtTheMetadataOfForeignDocuments() {
    assertThat(lint(HEAD.replace("level: low\n", "") + "sequence:\n    steps: []\n"))
        .containsExactly("missing-level");
  }

  @Test
  void givesDocumentsTheKeysOfAGlobalOne() {
    String global = "action: global\n" + HEAD + PROCESS + "---\n";

    assertThat(
            lint(
                global
                    + "title: One\nid: 11111111-2222-4333-8444-555555555556\n"
                    + detection("s", "Image: x", "s")))
        .isEmpty();
  }

  @Test
  void saysNothingOfRulesThatDoNotLoad() {
    assertThat(lint("title: Broken\n" + PROCESS + detection("sel", "Image: x", "other"))).isEmpty();
  }

  private static String tagged(String tag) {
    return HEAD + "tags:\n    - " + tag + "\n" + PROCESS + detection("s", "Image: x", "s");
  }

  private static String detection(String name, String line, String condition) {
    return "detection:\n    "
        + name
        + ":\n        "
        + line
        + "\n    condition: "
        + condition
        + "\n";
  }

  private static List<String> lint(String rule) {
    return warnings(rule).stream().map(warning -> warning.lint().spelling()).toList();
  }

  private static List<Warning> warnings(String rule) {
    RuleLinter linter = linter();
    return linter.lint(List.of(new RuleFile("rule.yml", rule)));
  }

  private static RuleLinter linter() {
    return new RuleLinter(
        RuleLoader.standard().withForeign("sequence"), KnownFields.standard(), Set.of("sequence"));
  }
}

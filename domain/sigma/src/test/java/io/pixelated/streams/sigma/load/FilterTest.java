package io.pixelated.streams.sigma.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.match.FlatEvent;
import io.pixelated.streams.sigma.match.LogSources;
import io.pixelated.streams.sigma.match.RuleSet;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {

  private static final String WHOAMI =
      """
      title: Whoami
      id: 6f3e2987-db24-4c78-a860-b4f4095a7095
      name: whoami
      logsource: {product: windows, category: process_creation}
      detection:
        selection: {Image|endswith: '\\whoami.exe'}
        _optional: {User: nobody}
        condition: 1 of them
      """;
  private static final String ADMINS =
      """
      title: Administrators
      id: filter-admins
      logsource: {product: windows}
      filter:
        rules: [whoami]
        selection: {User|startswith: adm_}
        condition: not selection
      """;

  @Test
  void addsItsConditionToTheRulesItNames() {
    RuleCollection rules = collect(WHOAMI + "---\n" + ADMINS);

    assertThat(rules.rejections()).isEmpty();
    assertThat(rules.filters()).hasSize(1);
    assertThat(matches(rules, "Image", "C:\\whoami.exe", "User", "bob")).isTrue();
    assertThat(matches(rules, "Image", "C:\\whoami.exe", "User", "ADM_bob")).isFalse();
    assertThat(matches(rules, "Image", "C:\\whoami.exe")).isTrue();
    assertThat(rules.find("whoami")).contains(rules.detections().get(0));
  }

  @Test
  void keepsItsSelectionsApartFromTheRules() {
    DetectionRule rule = collect(WHOAMI + "---\n" + ADMINS).detections().get(0);

    assertThat(rule.selections())
        .containsOnlyKeys("selection", "_optional", "_filter-admins.selection");
    RuleCollection twice =
        collect(WHOAMI + "---\n" + ADMINS + "---\n" + ADMINS.replace("admins", "more"));
    assertThat(twice.detections().get(0).selections()).hasSize(4);
  }

  @Test
  void quantifiesOverItsOwnSelectionsOnly() {
    RuleCollection rules =
        collect(
            WHOAMI
                + "---\n"
                + ADMINS.replace(
                    "condition: not selection",
                    "selection_two: {Computer: lab}\n  condition: not 1 of selection*"));

    assertThat(matches(rules, "Image", "\\whoami.exe", "Computer", "lab")).isFalse();
    assertThat(matches(rules, "Image", "\\whoami.exe", "Computer", "office")).isTrue();
  }

  @Test
  void appliesToEveryRuleOfItsLogSourceIfItIsForAny() {
    String dns =
        WHOAMI
            .replace("process_creation", "dns_query")
            .replace("whoami", "dns")
            .replace("6f3e", "7f3e");
    String any = ADMINS.replace("[whoami]", "Any");
    RuleCollection rules = collect(WHOAMI + "---\n" + dns + "---\n" + any);
    assertThat(rules.detections()).allSatisfy(rule -> assertThat(rule.selections()).hasSize(3));

    RuleCollection narrow =
        collect(
            WHOAMI
                + "---\n"
                + dns
                + "---\n"
                + any.replace("windows}", "Windows, category: Process_Creation}"));
    assertThat(narrow.detections())
        .extracting(rule -> rule.selections().size())
        .containsExactly(3, 2);
  }

  @Test
  void leavesRulesOfOtherLogSourcesAloneEvenIfItNamesThem() {
    RuleCollection rules = collect(WHOAMI + "---\n" + ADMINS.replace("windows}", "linux}"));

    assertThat(rules.rejections()).isEmpty();
    assertThat(rules.detections().get(0).selections()).hasSize(2);
  }

  @Test
  void mayComeBeforeItsRulesAndNameThemByIdOrName() {
    assertThat(collect(ADMINS + "---\n" + WHOAMI).detections().get(0).selections()).hasSize(3);
    String byId = ADMINS.replace("[whoami]", "6f3e2987-db24-4c78-a860-b4f4095a7095");
    assertThat(collect(byId + "---\n" + WHOAMI).detections().get(0).selections()).hasSize(3);
  }

  @Test
  void isRejectedIfItNamesARuleThatIsNotThere() {
    RuleCollection rules = collect(WHOAMI + "---\n" + ADMINS.replace("whoami", "whoami, whoamy"));

    assertThat(rules.rejections()).hasSize(1);
    assertThat(rules.rejections().get(0).rule()).isEqualTo("filter-admins");
    assertThat(rules.rejections().get(0).line()).isEqualTo(10);
    assertThat(rules.rejections().get(0).reason())
        .isEqualTo("rule 'whoamy' is not among the loaded rules; did you mean 'whoami'?");
    assertThat(rules.detections().get(0).selections()).hasSize(2);
  }

  @Test
  void isForDetectionRulesOnly() {
    String correlation =
        "title: C\nname: many\ncorrelation: {type: temporal, rules: [whoami], timespan: 5m}\n";
    assertThat(reasons(WHOAMI, correlation, ADMINS.replace("[whoami]", "[many]")))
        .containsExactly("rule 'many' is a correlation; filter the rules it refers to");
    assertThat(reasons(WHOAMI, ADMINS, correlation.replace("[whoami]", "[filter-admins]")))
        .containsExactly("'filter-admins' is a filter; name the rules that it is for");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          rules: [whoami] ! rules: []     ! 'rules' is missing; list the rules that the filter is for, or write any
          rules: [whoami] ! level: high   ! 'rules' is missing; list the rules that the filter is for, or write any
          rules: [whoami] ! rules: {a: b} ! 'rules' is a mapping but must be text
          not selection   ! [not selection] ! a filter has one condition, not a list; join them with or
          not selection   ! not selektion ! selection 'selektion' is not defined; did you mean 'selection'?
          product: windows ! a: b         ! 'logsource' needs a product, category or service
          'selection: {User|startswith: adm_}' ! '' ! 'filter' has no selection; add one
          User|startswith ! User|start    ! unknown modifier 'start' in 'User|start'
          'title: Administrators' ! ''    ! 'title' is missing
          """)
  void namesTheRemedyForABadFilter(String part, String replacement, String reason) {
    assertThat(reasons(WHOAMI, ADMINS.replace(part, replacement)))
        .hasSize(1)
        .allSatisfy(found -> assertThat(found).contains(reason));
  }

  private static List<String> reasons(String... documents) {
    return collect(String.join("---\n", documents)).rejections().stream()
        .map(Rejection::reason)
        .toList();
  }

  private static RuleCollection collect(String yaml) {
    return RuleCollection.of(RuleLoader.standard().read("c.yml", yaml));
  }

  private static boolean matches(RuleCollection rules, String... fields) {
    FlatEvent.Builder event =
        FlatEvent.of(new LogSources(Set.of("windows"), Set.of("process_creation"), Set.of()));
    for (int i = 0; i < fields.length; i += 2) {
      event.text(fields[i], fields[i + 1]);
    }
    return !RuleSet.of(rules.detections()).match(event.build()).isEmpty();
  }
}

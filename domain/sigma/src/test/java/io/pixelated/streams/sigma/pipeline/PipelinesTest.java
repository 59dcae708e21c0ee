package io.pixelated.streams.sigma.pipeline;

import static io.pixelated.streams.sigma.pipeline.RewrittenRule.apply;
import static io.pixelated.streams.sigma.pipeline.RewrittenRule.pipeline;
import static io.pixelated.streams.sigma.pipeline.RewrittenRule.refuse;
import static io.pixelated.streams.sigma.pipeline.RewrittenRule.rule;
import static io.pixelated.streams.sigma.pipeline.RewrittenRule.selection;
import static io.pixelated.streams.sigma.pipeline.RewrittenRule.step;
import static io.pixelated.streams.sigma.pipeline.RewrittenRule.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.load.LoadResult;
import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.LogSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelinesTest {

  private static final String WINDOWS =
      "rule_conditions:\n  - {type: logsource, product: windows, category: process_creation}";

  @Test
  void addsConditionsBeforeTheRulesOwn() {
    ProcessingPipeline step =
        step("type: add_condition\nconditions: {EventID: [1, 2], Channel|endswith: x}\n" + WINDOWS);
    assertThat(text((DetectionRule) apply(rule("A: b"), step)))
        .isEqualTo(
            "(_cond_1 and sel) | sel = A:b | _cond_1 = (EventID:#1,#2 and Channel|endswith:x)");
  }

  @Test
  void addsNegatedConditionsAndFillsTemplates() {
    ProcessingPipeline step =
        step(
            "type: add_condition\nname: extra\nnegated: true\ntemplate: true\n"
                + "conditions: {kind: '$product-${category}-$service'}");
    assertThat(text((DetectionRule) apply(rule("A: b"), step)))
        .isEqualTo("(not extra and sel) | sel = A:b | extra = kind:windows-process_creation-None");
  }

  @Test
  void changesLogSourcesInTheOrderOfPriorities() {
    ProcessingPipeline late =
        pipeline(
            """
            priority: 20
            transformations:
              - type: change_logsource
                product: windows
                service: security
                rule_conditions:
                  - {type: logsource, service: sysmon}
            """);
    ProcessingPipeline early =
        pipeline(
            """
            priority: 10
            transformations:
              - {type: change_logsource, product: windows, service: sysmon}
            """);
    DetectionRule rule = (DetectionRule) apply(rule("A: b"), late, early);
    assertThat(rule.logSource())
        .isEqualTo(
            new LogSource(Optional.of("windows"), Optional.empty(), Optional.of("security")));
  }

  @Test
  void dropsItemsAndWhatIsLeftEmptyWithThem() {
    ProcessingPipeline drop =
        step(
            """
            type: drop_detection_item
            field_name_conditions:
              - {type: include_fields, fields: [Drop]}
            """);
    assertThat(selection("Drop: x\nKeep: y", drop)).isEqualTo("Keep:y");
    String rule =
        """
        title: T
        logsource: {product: windows}
        detection:
          sel_a: {Drop: x}
          sel_b: {Keep: y}
          filter: {Drop: z}
          condition: all of sel_* and not filter
        """;
    assertThat(text((DetectionRule) apply(rule, drop)))
        .isEqualTo("all of [sel_b] | sel_b = Keep:y");
    assertThat(refuse(rule("Drop: x"), drop).reason()).contains("drop everything");
  }

  @Test
  void refusesWithThePipelinesMessage() {
    ProcessingPipeline failure = step("type: rule_failure\nmessage: not for us\n" + WINDOWS);
    assertThat(refuse(rule("A: b"), failure).reason()).contains("not for us");
    assertThat(
            refuse(
                    rule("A: b"),
                    step(
                        "type: detection_item_failure\nmessage: no A\nfield_name_conditions:\n"
                            + "  - {type: include_fields, fields: A}"))
                .reason())
        .contains("no A");
  }

  @Test
  void refusesFieldsThatNoMappingNames() {
    ProcessingPipeline strict =
        pipeline(
            """
            transformations:
              - {type: field_name_mapping, mapping: {A: a}}
              - {type: strict_field_mapping_failure}
            """);
    assertThat(selection("A: b", strict)).isEqualTo("a:b");
    assertThat(refuse(rule("A: b\nC: d"), strict).reason()).contains("fields C");
  }

  @Test
  void remembersWhatWasAppliedToRuleItemAndField() {
    ProcessingPipeline chain =
        pipeline(
            """
            transformations:
              - {id: first, type: field_name_mapping, mapping: {A: a}}
              - type: field_name_prefix
                prefix: p.
                field_name_conditions:
                  - {type: processing_item_applied, processing_item_id: first}
                field_name_cond_not: true
              - type: case
                method: upper
                detection_item_conditions:
                  - {type: processing_item_applied, processing_item_id: first}
              - type: set_state
                key: seen
                val: 2
                rule_conditions:
                  - {type: processing_item_applied, processing_item_id: first}
              - type: field_name_suffix
                suffix: .x
                rule_conditions:
                  - {type: processing_state, key: seen, val: 1, op: gt}
            """);
    assertThat(selection("A: b\nC: d", chain)).isEqualTo("(a.x:B and p.C.x:d)");
  }

  @Test
  void nestsStepsUnderOneCondition() {
    String nest =
        """
        type: nest
        items:
          - {type: field_name_mapping, mapping: {A: a}}
          - {type: field_name_suffix, suffix: .k}
        rule_conditions:
          - {type: logsource, product: %s}
        """;
    assertThat(selection("A: b", step(nest.formatted("windows")))).isEqualTo("a.k:b");
    assertThat(selection("A: b", step(nest.formatted("linux")))).isEqualTo("A:b");
  }

  @Test
  void linksConditionsByOperatorNegationAndExpression() {
    String conditions =
        """
        type: field_name_suffix
        suffix: .k
        rule_conditions:
          win: {type: logsource, product: windows}
          lin: {type: logsource, product: linux}
          tag: {type: tag, tag: attack.t1059}
        """;
    assertThat(selection("A: b", step(conditions))).isEqualTo("A:b");
    assertThat(selection("A: b", step(conditions + "rule_cond_op: or"))).isEqualTo("A.k:b");
    assertThat(selection("A: b", step(conditions + "rule_cond_not: true"))).isEqualTo("A.k:b");
    assertThat(selection("A: b", step(conditions + "rule_cond_expr: (win or lin) and not tag")))
        .isEqualTo("A:b");
  }

  @Test
  void asksForAttributesOfTheRule() {
    String step =
        """
        type: field_name_suffix
        suffix: .k
        rule_conditions:
          - %s
        """;
    for (String holds :
        List.of(
            "{type: rule_attribute, attribute: level, op: gte, value: medium}",
            "{type: rule_attribute, attribute: date, op: lt, value: 2025-01-01}",
            "{type: rule_attribute, attribute: tags, op: in, value: attack.t1059}",
            "{type: rule_attribute, attribute: title, value: T}",
            "{type: contains_field, field: A}",
            "{type: contains_detection_item, field: A, value: b}",
            "{type: is_sigma_rule}")) {
      assertThat(selection("A: b", step(step.formatted(holds)))).as(holds).isEqualTo("A.k:b");
    }
    for (String fails :
        List.of(
            "{type: rule_attribute, attribute: level, op: lt, value: high}",
            "{type: rule_attribute, attribute: unheard_of, value: x}",
            "{type: contains_detection_item, field: A, value: c}",
            "{type: is_sigma_correlation_rule}")) {
      assertThat(selection("A: b", step(step.formatted(fails)))).as(fails).isEqualTo("A:b");
    }
  }

  @Test
  void asksForValuesOfItems() {
    String step =
        """
        type: field_name_suffix
        suffix: .k
        detection_item_conditions:
          - %s
        """;
    assertThat(
            selection(
                "A: null\nB|contains: x\nC: x\nD: [x, y]",
                step(step.formatted("{type: is_null, cond: all}")),
                step(step.formatted("{type: contains_wildcard, cond: any}")),
                step(step.formatted("{type: match_value, cond: any, value: y}"))))
        .isEqualTo("(A.k:null and B.k|contains:x and C:x and D.k:x,y)");
    assertThat(
            selection(
                "A: x\nB: [x, other]",
                step(step.formatted("{type: match_string, cond: all, pattern: x}"))))
        .isEqualTo("(A.k:x and B:x,other)");
  }

  @Test
  void givesPlaceholdersValuesBeforeModifiersAreCompiled() {
    ProcessingPipeline values =
        pipeline(
            """
            vars: {admins: [root, 'adm*'], one: 1}
            transformations:
              - {type: value_placeholders, include: [admins]}
            """);
    assertThat(selection("User|expand: '%admins%'", values)).isEqualTo("User:root,adm*");
    assertThat(selection("User|expand|contains: 'x-%admins%'", values))
        .isEqualTo("User|contains:x-root,x-adm*");
    assertThat(refuse(rule("User|expand: '%one%'"), values).reason())
        .isEqualTo(
            "'User|expand': placeholder %one% has no values; give it values or remove the rule");
    assertThat(selection("User|expand: 'a%any%b'", step("type: wildcard_placeholders")))
        .isEqualTo("User:a*b");
    assertThat(
            refuse(
                    rule("User|expand: '%admins%'"),
                    step("type: query_expression_placeholders\nexpression: '{field} in {id}'"))
                .reason())
        .contains("there is no query here");
  }

  @Test
  void loadsRulesRewrittenAndRejectsWhatPipelinesRefuse(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("a.yml"), rule("A|expand: '%who%'"));
    Files.writeString(
        folder.resolve("b.yml"),
        """
        title: Two
        name: two
        logsource: {product: linux}
        detection: {sel: {A: x}, condition: sel}
        """);
    Files.writeString(
        folder.resolve("c.yml"),
        """
        title: Three
        correlation: {type: event_count, rules: [two], group-by: [A], timespan: 1m, condition: {gte: 2}}
        """);
    ProcessingPipeline chain =
        pipeline(
            """
            vars: {who: me}
            transformations:
              - {type: value_placeholders}
              - type: field_name_mapping
                mapping: {A: a}
                rule_conditions: [{type: logsource, product: linux}]
            """);
    RuleLoader loader = RuleLoader.standard().withPipelines(Pipelines.of(List.of(chain)));
    var rules = loader.load(List.of(folder));
    assertThat(rules.rejections()).isEmpty();
    assertThat(rules.detections().stream().map(RewrittenRule::text))
        .containsExactly("sel | sel = A:me", "sel | sel = a:x");
    assertThat(rules.correlations().get(0).groupBy()).containsExactly("a");

    ProcessingPipeline noLinux =
        step(
            "type: rule_failure\nmessage: no linux\nrule_conditions:\n"
                + "  - {type: logsource, product: linux}\n  - {type: is_sigma_rule}");
    var rest =
        RuleLoader.standard()
            .withPipelines(Pipelines.of(List.of(chain, noLinux)))
            .load(List.of(folder));
    assertThat(rest.rejections()).hasSize(2);
    assertThat(rest.rejections().get(0).reason()).contains("no linux");
    assertThat(rest.detections()).hasSize(1);
  }

  @Test
  void leavesPlaceholdersToTheLoaderWithoutPipelines() {
    LoadResult result = RuleLoader.standard().read("r.yml", rule("User|expand: '%x%'"));
    assertThat(result.rejections()).hasSize(1);
  }
}

package io.pixelated.streams.sigma.pipeline;

import static io.pixelated.streams.sigma.pipeline.RewrittenRule.apply;
import static io.pixelated.streams.sigma.pipeline.RewrittenRule.refuse;
import static io.pixelated.streams.sigma.pipeline.RewrittenRule.rule;
import static io.pixelated.streams.sigma.pipeline.RewrittenRule.selection;
import static io.pixelated.streams.sigma.pipeline.RewrittenRule.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.rule.CorrelationCondition;
import io.pixelated.streams.sigma.rule.CorrelationRule;
import org.junit.jupiter.api.Test;

class FieldRenamingTest {

  private static final ProcessingPipeline ONE =
      step("type: field_name_mapping\nmapping: {CommandLine: process.command_line, A: b}");
  private static final ProcessingPipeline MANY =
      step("type: field_name_mapping\nmapping: {A: [x, y]}");

  @Test
  void renamesFieldsAndLeavesOthers() {
    assertThat(selection("CommandLine|contains: whoami\nImage: x", ONE))
        .isEqualTo("(process.command_line|contains:whoami and Image:x)");
  }

  @Test
  void renamesTheFieldsOfTheRule() {
    assertThat(apply(rule("CommandLine: x"), ONE).metadata().fields())
        .containsExactly("process.command_line", "Image");
  }

  @Test
  void renamesWhatAFieldReferenceMeans() {
    assertThat(selection("Image|fieldref: [CommandLine, Other]", ONE))
        .isEqualTo("Image|fieldref:process.command_line,Other");
  }

  @Test
  void findsAValueInAnyOfSeveralFields() {
    assertThat(selection("A|contains|all: [p, q]", MANY))
        .isEqualTo("(x|contains|all:p,q or y|contains|all:p,q)");
  }

  @Test
  void countsAFieldAsAbsentOnlyIfAllItsAlternativesAre() {
    assertThat(selection("A: null", MANY)).isEqualTo("(x:null and y:null)");
    assertThat(selection("A|exists: false", MANY)).isEqualTo("(x|exists:false and y|exists:false)");
    assertThat(selection("A|exists: true", MANY)).isEqualTo("(x|exists:true or y|exists:true)");
    assertThat(selection("A: [null, p]", MANY)).isEqualTo("((x:null and y:null) or (x:p or y:p))");
  }

  @Test
  void negatesOverAllAlternatives() {
    assertThat(selection("A|neq: p", MANY)).isEqualTo("(x|neq:p and y|neq:p)");
    assertThat(selection("A|neq: null", MANY)).isEqualTo("(x|neq:null or y|neq:null)");
  }

  @Test
  void leavesKeywordsAloneUnlessTheyAreMapped() {
    assertThat(selection("- evil", ONE)).isEqualTo(":evil");
    assertThat(selection("- evil", step("type: field_name_mapping\nmapping: {null: message}")))
        .isEqualTo("message:*evil*");
  }

  @Test
  void renamesPrefixes() {
    ProcessingPipeline prefixes =
        step("type: field_name_prefix_mapping\nmapping: {win.: [a., b.]}");
    assertThat(selection("win.User: x\nUser: y", prefixes))
        .isEqualTo("((a.User:x or b.User:x) and User:y)");
  }

  @Test
  void addsPrefixesAndSuffixesWhereTheFieldConditionsHold() {
    ProcessingPipeline prefix =
        step(
            """
            type: field_name_prefix
            prefix: "win."
            field_name_conditions:
              - type: include_fields
                fields: ["^[AB]$"]
                mode: re
            """);
    assertThat(selection("A: 1\nC: 2", prefix)).isEqualTo("(win.A:#1 and C:#2)");
    assertThat(selection("A: 1", step("type: field_name_suffix\nsuffix: .keyword")))
        .isEqualTo("A.keyword:#1");
  }

  @Test
  void transformsNames() {
    ProcessingPipeline snake =
        step("type: field_name_transform\ntransform_func: snake_case\nmapping: {Image: exe}");
    assertThat(selection("ParentCommandLine: x\nImage: y", snake))
        .isEqualTo("(parent_command_line:x and exe:y)");
  }

  @Test
  void renamesWhatCorrelationsNameExceptAliases() {
    CorrelationRule rule =
        (CorrelationRule)
            apply(
                """
                title: C
                correlation:
                  type: value_count
                  rules: [one]
                  group-by: [A, CommandLine, alias]
                  aliases: {alias: {one: CommandLine}}
                  timespan: 5m
                  condition: {gte: 3, field: CommandLine}
                """,
                ONE);
    assertThat(rule.groupBy()).containsExactly("b", "process.command_line", "alias");
    assertThat(rule.aliases().get("alias")).containsEntry("one", "process.command_line");
    assertThat(((CorrelationCondition.Threshold) rule.condition().orElseThrow()).fields())
        .containsExactly("process.command_line");
  }

  @Test
  void refusesToCountSeveralFieldsAsOne() {
    String rule =
        """
        title: C
        correlation:
          type: value_count
          rules: [one]
          timespan: 5m
          condition: {gte: 3, field: A}
        """;
    assertThat(refuse(rule, MANY).reason()).contains("'A'", "x, y", "map it to one");
  }
}

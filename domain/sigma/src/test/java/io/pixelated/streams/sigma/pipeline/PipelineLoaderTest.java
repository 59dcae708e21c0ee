package io.pixelated.streams.sigma.pipeline;

import static io.pixelated.streams.sigma.pipeline.RewrittenRule.pipeline;
import static io.pixelated.streams.sigma.pipeline.RewrittenRule.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineLoaderTest {

  @Test
  void tellsEverythingThatIsWrongAtOnceWithLineAndRemedy() {
    assertThat(
            problems(
                """
                name: broken
                priorty: 5
                transformations:
                  - type: field_name_maping
                  - type: field_name_prefix
                    prefx: x
                  - type: replace_string
                    regex: "("
                    replacement: x
                  - type: add_condition
                    conditions: {A|contans: b}
                    rule_conditions:
                      - {type: logsorce, product: windows}
                      - {type: logsource, prduct: windows}
                """))
        .containsExactly(
            "2: unknown key 'priorty' in the pipeline; did you mean 'priority'?",
            "4: unknown transformation 'field_name_maping'; did you mean 'field_name_mapping'?",
            "6: unknown key 'prefx' in transformation 'field_name_prefix'; did you mean 'prefix'?",
            "5: 'prefix' is missing; 'prefx' looks like a typo of it",
            "8: 'regex': '(' is not a regular expression: Unclosed group",
            "11: unknown modifier 'contans' in 'A|contans'; did you mean 'contains'?",
            "13: unknown type 'logsorce' in rule_conditions; did you mean 'logsource'?",
            "14: unknown key 'prduct' in condition 'logsource'; did you mean 'product'?",
            "14: a log source needs a category, product or service");
  }

  @Test
  void refusesValuesOfAWrongType() {
    assertThat(problems("priority: high\nvars: {a: {b: c}}\ntransformations: {}"))
        .containsExactly(
            "3: 'transformations' is a mapping but must be a list",
            "1: 'priority' is a string but must be an integer",
            "2: variable 'a' has a mapping; write texts or numbers");
  }

  @Test
  void refusesWhatReadsFromOutside() {
    assertThat(problems("transformations: [{type: file_placeholders, path: x}]"))
        .singleElement()
        .asString()
        .contains("value_placeholders");
  }

  @Test
  void refusesExpressionsOverOtherNames() {
    assertThat(
            problems(
                """
                transformations:
                  - type: set_state
                    key: a
                    val: 1
                    rule_conditions: {one: {type: is_sigma_rule}, two: {type: is_sigma_rule}}
                    rule_cond_expr: one and tow
                """))
        .singleElement()
        .asString()
        .startsWith("6: ")
        .contains("tow");
  }

  @Test
  void tellsWhatDoesNothingHere() {
    ProcessingPipeline pipeline =
        pipeline(
            """
            name: query
            allowed_backends: [splunk]
            postprocessing:
              - {type: embed, prefix: x}
            finalizers:
              - {type: concat, separator: x}
            """);
    assertThat(pipeline.notices())
        .hasSize(3)
        .allSatisfy(notice -> assertThat(notice.message()).contains("does nothing"));
    assertThat(problems("finalizers: [{type: concatt}]"))
        .containsExactly("1: unknown type 'concatt' in finalizers; did you mean 'concat'?");
  }

  @Test
  void readsOnePipelineAFile() {
    assertThat(problems("")).singleElement().asString().contains("no pipeline");
    assertThat(problems("- a")).singleElement().asString().contains("must be a mapping");
    assertThat(problems("name: a\n---\nname: b"))
        .containsExactly("3: a file holds one pipeline; split it");
    assertThat(problems("name: [")).isNotEmpty();
  }

  @Test
  void takesItsNameFromTheFileIfItHasNone() {
    assertThat(pipeline("transformations: []").name()).isEqualTo("p.yml");
    assertThat(pipeline("vars: {n: [1, a]}").variables()).containsEntry("n", List.of("1", "a"));
  }
}

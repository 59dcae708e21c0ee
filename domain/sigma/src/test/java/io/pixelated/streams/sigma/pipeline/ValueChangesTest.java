package io.pixelated.streams.sigma.pipeline;

import static io.pixelated.streams.sigma.pipeline.RewrittenRule.refuse;
import static io.pixelated.streams.sigma.pipeline.RewrittenRule.rule;
import static io.pixelated.streams.sigma.pipeline.RewrittenRule.selection;
import static io.pixelated.streams.sigma.pipeline.RewrittenRule.step;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ValueChangesTest {

  @Test
  void replacesInTheTextWithItsWildcards() {
    ProcessingPipeline step =
        step("type: replace_string\nregex: '^\\*\\\\'\nreplacement: 'C:\\\\'");
    assertThat(selection("Image|endswith: \\cmd.exe", step)).isEqualTo("Image:C:\\cmd.exe");
    assertThat(selection("Image: \\cmd.exe", step)).isEqualTo("Image:\\cmd.exe");
  }

  @Test
  void keepsModifiersOfItemsInWhichNothingIsReplaced() {
    ProcessingPipeline step = step("type: replace_string\nregex: zzz\nreplacement: ''");
    assertThat(selection("Image|endswith: \\cmd.exe", step)).isEqualTo("Image|endswith:\\cmd.exe");
  }

  @Test
  void replacesWithGroupsAndNewWildcards() {
    ProcessingPipeline step =
        step(
            "type: replace_string\nregex: '(?P<drive>[A-Z]):/(\\w+)'\nreplacement: '\\g<drive>?\\2*'");
    assertThat(selection("Image: C:/temp", step)).isEqualTo("Image:C?temp*");
  }

  @Test
  void keepsEscapedWildcardsPlain() {
    ProcessingPipeline step = step("type: replace_string\nregex: a\nreplacement: b");
    assertThat(selection("Image: 'a\\*a*'", step)).isEqualTo("Image:b\\*b*");
  }

  @Test
  void leavesWildcardsOutIfAskedTo() {
    ProcessingPipeline skip =
        step("type: replace_string\nregex: '.+'\nreplacement: 'x*'\nskip_special: true");
    ProcessingPipeline interpret =
        step(
            "type: replace_string\nregex: '.+'\nreplacement: 'x*'\nskip_special: true\n"
                + "interpret_special: true");
    assertThat(selection("Image|contains: abc", skip)).isEqualTo("Image:*x\\**");
    assertThat(selection("Image|endswith: abc", interpret)).isEqualTo("Image:*x*");
  }

  @Test
  void replacesInNumbersAndNotInRegularExpressions() {
    ProcessingPipeline step = step("type: replace_string\nregex: '1'\nreplacement: '2'");
    assertThat(selection("EventID: 1", step)).isEqualTo("EventID:2");
    assertThat(selection("Image|re: '1+'", step)).isEqualTo("Image|re:1+");
  }

  @Test
  void mapsWholeTextsToOneOrMore() {
    ProcessingPipeline step =
        step("type: map_string\nmapping: {high: '3', low: ['1', '2'], '*part*': whole}");
    assertThat(selection("Level: [high, low, x]", step)).isEqualTo("Level:3,1,2,x");
    assertThat(selection("Level|contains: [part, high]", step)).isEqualTo("Level:whole,*high*");
    assertThat(selection("Level|all: [high, low]", step)).isEqualTo("(Level:3 and Level:1,2)");
  }

  @Test
  void setsValuesAndTheirTypes() {
    assertThat(selection("A|contains: [x, y]", step("type: set_value\nvalue: 5")))
        .isEqualTo("A:#5");
    assertThat(selection("A: x", step("type: set_value\nvalue: 5\nforce_type: str")))
        .isEqualTo("A:5");
    assertThat(selection("A: x", step("type: set_value\nvalue: null"))).isEqualTo("A:null");
  }

  @Test
  void convertsTypes() {
    assertThat(selection("A: [1, x]", step("type: convert_type\ntarget_type: str")))
        .isEqualTo("A:1,x");
    assertThat(selection("A: ['1', 2]", step("type: convert_type\ntarget_type: num")))
        .isEqualTo("A:#1,#2");
    assertThat(refuse(rule("A: one"), step("type: convert_type\ntarget_type: num")).reason())
        .contains("'one' to a number");
  }

  @Test
  void changesCase() {
    assertThat(selection("A|contains: FooBar", step("type: case\nmethod: upper")))
        .isEqualTo("A:*FOOBAR*");
    assertThat(selection("A: FooBar", step("type: case\nmethod: snake_case")))
        .isEqualTo("A:foo_bar");
  }

  @Test
  void makesRegularExpressionsThatFindTheSame() {
    assertThat(selection("A: 'a.c*d'", step("type: regex\nmethod: plain")))
        .isEqualTo("A|re:^a\\.c(?s:.*)d$");
    assertThat(selection("A|contains: ab", step("type: regex"))).isEqualTo("A|re:[aA][bB]");
    assertThat(selection("A|endswith: [ab, '']", step("type: regex\nmethod: ignore_case_flag")))
        .isEqualTo("A|re|ignorecase:ab$,$");
  }

  @Test
  void splitsHashesByAlgorithm() {
    ProcessingPipeline step =
        step("type: hashes_fields\nvalid_hash_algos: [MD5, SHA1]\nfield_prefix: File");
    assertThat(selection("Hashes|contains: ['MD5=aa', 'SHA1=bb', 'MD5=cc', 'IMPHASH=dd']", step))
        .isEqualTo("(FileMD5:aa,cc or FileSHA1:bb)");
    assertThat(selection("Hash: 0123456789abcdef0123456789abcdef", step))
        .isEqualTo("FileMD5:0123456789abcdef0123456789abcdef");
    assertThat(refuse(rule("Hashes: IMPHASH=x"), step).reason()).contains("MD5, SHA1");
  }

  @Test
  void extractsNamedGroupsIntoFields() {
    ProcessingPipeline step =
        step(
            "type: extract_fields\nregex: '(?P<type>[A-Za-z]+):(?P<value>[0-9]+)'\n"
                + "field_prefix: reg\npreserve_unmatched: true");
    assertThat(selection("Details: ['Dword:10', 'Qword:007', 'x']", step))
        .isEqualTo(
            "((reg.type:Dword and reg.value:#10) or (reg.type:Qword and reg.value:007) or"
                + " Details:x)");
  }
}

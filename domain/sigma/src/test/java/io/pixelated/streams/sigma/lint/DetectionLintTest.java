package io.pixelated.streams.sigma.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.load.RuleFile;
import io.pixelated.streams.sigma.load.RuleLoader;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DetectionLintTest {
  @Test
  void tellsASelectionThatTheConditionDoesNotUse() {
    assertThat(lint("sel: {Image: a}\nother: {Image: b}\ncondition: sel"))
        .containsExactly("4 unused-selection");
    assertThat(lint("sel_a: {Image: a}\nsel_b: {Image: b}\ncondition: 1 of sel_*")).isEmpty();
    assertThat(lint("sel: {Image: a}\n_hidden: {Image: b}\ncondition: all of them"))
        .containsExactly("4 unused-selection");
  }

  @Test
  void tellsAConditionThatDemandsAndDenies() {
    assertThat(lint("sel: {Image: a}\ncondition: sel and not sel")).containsExactly("4 never-true");
    assertThat(message("sel: {Image: a}\ncondition: sel and not sel"))
        .isEqualTo(
            "no event can satisfy the condition: it asks for something and for its opposite;"
                + " correct it");
  }

  @Test
  void tellsValuesThatExcludeEachOther() {
    assertThat(message("one: {EventID: 1}\ntwo: {EventID: 2}\ncondition: one and two"))
        .isEqualTo(
            "no event can satisfy the condition: EventID cannot be 1 and 2 at once; correct them,"
                + " or join them with or");
    assertThat(
            lint(
                "one: {Image|endswith: '\\a.exe'}\ntwo: {Image|endswith: '\\b.exe'}\n"
                    + "condition: one and two"))
        .containsExactly("5 never-true");
    assertThat(lint("sel: {Image|all: [a, b]}\ncondition: sel")).containsExactly("4 never-true");
    assertThat(lint("one: {Image: null}\ntwo: {Image|contains: x}\ncondition: one and two"))
        .containsExactly("5 never-true");
  }

  @Test
  void tellsNothingOfValuesThatGoTogether() {
    assertThat(
            lint(
                "one: {Image|endswith: '\\a.exe'}\ntwo: {Image|startswith: 'C:\\'}\n"
                    + "three: {Image|contains: temp}\ncondition: all of them"))
        .isEmpty();
    assertThat(lint("one: {CommandLine|contains|all: [a, b]}\ncondition: one")).isEmpty();
  }

  @Test
  void tellsASelectionThatNoEventSatisfies() {
    assertThat(lint("sel: {Image: a}\nbad: {Image|all: [x, y]}\ncondition: sel or bad"))
        .containsExactly("4 never-true");
  }

  @Test
  void tellsAConditionThatEveryEventSatisfies() {
    assertThat(lint("sel: {Image: a}\ncondition: sel or not sel")).containsExactly("4 always-true");
  }

  @Test
  void tellsASelectionWithoutASay() {
    assertThat(
            lint(
                "sel: {Image|endswith: '\\a.exe'}\nfilter: {Image|endswith: '\\b.exe'}\n"
                    + "condition: sel and not filter"))
        .containsExactly("4 idle-selection");
    assertThat(lint("sel: {Image: a}\nmore: {Image: a, User: b}\ncondition: sel or more"))
        .containsExactly("4 idle-selection");
  }

  @Test
  void doesNotTakeArraysForContradictions() {
    String rule =
        """
        title: t
        logsource: {product: aws, service: cloudtrail}
        detection:
            one: {eventName: a}
            two: {eventName: b}
            condition: one and two
        """;

    assertThat(lints(rule)).noneMatch(found -> found.contains("never-true"));
  }

  @Test
  void tellsModifiersThatChangeNothing() {
    assertThat(lint("sel: {Image|contains|all: a}\ncondition: sel"))
        .containsExactly("3 idle-modifier");
    assertThat(lint("sel: {CommandLine|windash|contains: abc}\ncondition: sel"))
        .containsExactly("3 idle-modifier");
    assertThat(lint("sel: {CommandLine|windash|contains: ' -abc'}\ncondition: sel")).isEmpty();
    assertThat(lint("sel: {ProcessId|cased: '123'}\ncondition: sel"))
        .containsExactly("3 idle-modifier");
  }

  @Test
  void tellsWildcardsThatAModifierWouldSay() {
    assertThat(message("sel: {Image: '*\\cmd.exe'}\ncondition: sel"))
        .isEqualTo(
            "the wildcard in 'Image' means endswith; write 'Image|endswith' and leave the * out");
    assertThat(lint("sel: {Image: ['*a*', '*b*']}\ncondition: sel"))
        .containsExactly("3 wildcard-for-modifier");
    assertThat(lint("sel: {Image: ['*a*', 'b*']}\ncondition: sel")).isEmpty();
    assertThat(lint("sel: {Image: 'a*b'}\ncondition: sel")).isEmpty();
    assertThat(lint("sel: {Image: '*'}\ncondition: sel")).isEmpty();
    assertThat(lint("sel: {Image: 'a\\*'}\ncondition: sel")).isEmpty();
  }

  @Test
  void tellsWildcardsThatTheModifierPutsAnyway() {
    assertThat(lint("sel: {Image|contains: 'abc*'}\ncondition: sel"))
        .containsExactly("3 idle-wildcard");
    assertThat(lint("sel: {Image|endswith: 'a*'}\ncondition: sel")).isEmpty();
  }

  @Test
  void tellsRegularExpressionsThatAreSlowOrNone() {
    assertThat(lint("sel: {Image|re: 'abc'}\ncondition: sel")).containsExactly("3 literal-regex");
    assertThat(lint("sel: {Image|re: '(?<!x)abc'}\ncondition: sel"))
        .containsExactly("3 bounded-regex");
    assertThat(lint("sel: {Image|re: 'a.*c'}\ncondition: sel")).isEmpty();
  }

  @Test
  void tellsValuesThatAreGivenTwice() {
    assertThat(lint("sel: {Image|endswith: ['\\a.exe', '\\A.exe']}\ncondition: sel"))
        .containsExactly("3 duplicate-value");
  }

  @Test
  void leavesAloneWhatIsTooLargeToProve() {
    StringBuilder rule = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      rule.append("sel").append(i).append(": {CommandLine|contains|all: [");
      for (int j = 0; j < 20; j++) {
        rule.append(j == 0 ? "" : ", ").append('v').append((i * 7919 + j * 104729) % 997);
      }
      rule.append("]}\n");
    }

    assertThat(lint(rule + "condition: 1 of them")).isNotNull();
  }

  /** Lines count from the detection's first selection, which is on line 3. */
  private static List<String> lint(String detection) {
    return lints(rule(detection)).stream().filter(found -> !found.contains("missing-")).toList();
  }

  private static String message(String detection) {
    return warnings(rule(detection)).stream()
        .filter(warning -> !warning.lint().spelling().startsWith("missing-"))
        .findFirst()
        .orElseThrow()
        .message();
  }

  private static String rule(String detection) {
    return "title: t\nlogsource: {product: windows, category: process_creation}\ndetection:\n"
            .replace("detection:\n", "")
        + "detection: \n"
        + detection.indent(4).replace("'\\\\", "'\\");
  }

  private static List<String> lints(String rule) {
    return warnings(rule).stream()
        .map(warning -> warning.line() - 1 + " " + warning.lint().spelling())
        .toList();
  }

  private static List<Warning> warnings(String rule) {
    RuleLinter linter = new RuleLinter(RuleLoader.standard(), KnownFields.standard(), Set.of());
    return linter.lint(List.of(new RuleFile("rule.yml", rule)));
  }
}

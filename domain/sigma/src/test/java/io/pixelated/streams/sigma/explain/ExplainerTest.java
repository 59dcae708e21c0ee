package io.pixelated.streams.sigma.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.explain.Explanation.Leaf;
import io.pixelated.streams.sigma.explain.Explanation.Named;
import io.pixelated.streams.sigma.load.LoadResult;
import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.match.EventView;
import io.pixelated.streams.sigma.match.FlatEvent;
import io.pixelated.streams.sigma.match.LogSources;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplainerTest {
  private static final LogSources WINDOWS =
      new LogSources(Set.of("windows"), Set.of("process_creation"), Set.of("sysmon"));

  private static final String RULE =
      """
      title: Shell
      logsource: {product: windows, category: process_creation}
      detection:
          selection:
              Image|endswith: ['\\cmd.exe', '\\sh.exe']
              User: null
          filter:
              ParentImage|contains: explorer
          condition: selection and not filter
      """;

  @Test
  void showsTheTreeWithWhatEachLineSaw() {
    EventView event =
        FlatEvent.of(WINDOWS)
            .text("Image", "C:\\cmd.exe")
            .text("ParentImage", "explorer.exe")
            .build();

    assertThat(text(RULE, event))
        .isEqualTo(
            """
            ✓ log source: the rule wants product windows, category process_creation; the event is \
            product windows, category process_creation, service sysmon
            ✗ all of these
              ✓ selection
                ✓ Image|endswith: one of 2 values, found '\\cmd.exe'
                    saw 'C:\\cmd.exe'
                ✓ User: null
                    the event has no such field
              ✗ not
                ✓ filter
                  ✓ ParentImage|contains: 'explorer'
                      saw 'explorer.exe'
            """);
  }

  @Test
  void tellsAbsentNullAndEmptyApart() {
    String rule = rule("a: {A: x}\nb: {B: x}\nc: {C: x}\ncondition: a or b or c");
    EventView event = FlatEvent.of(WINDOWS).nothing("B").empty("C").build();

    assertThat(text(rule, event))
        .contains("the event has no such field", "saw null", "the field is there, without a value");
  }

  @Test
  void looksAtPartsThatMatchingWouldSkip() {
    String rule = rule("a: {A: x}\nb: {B: y}\ncondition: a and b");

    assertThat(text(rule, FlatEvent.of(WINDOWS).text("B", "y").build()))
        .contains("  ✗ a\n", "  ✓ b\n", "✓ B: 'y'");
  }

  @Test
  void evaluatesTheConditionOfEventsFromElsewhere() {
    LogSources linux = new LogSources(Set.of("linux"), Set.of(), Set.of("auditd"));
    Explanation explanation = explain(RULE, FlatEvent.of(linux).text("Image", "\\cmd.exe").build());

    assertThat(explanation.applies()).isFalse();
    assertThat(explanation.condition().holds()).isTrue();
    assertThat(explanation.matched()).isFalse();
  }

  @Test
  void namesWhatIsMissingOfAllValues() {
    String rule = rule("a: {A|contains|all: [one, two, three]}\ncondition: a");

    assertThat(text(rule, FlatEvent.of(WINDOWS).text("A", "one three").build()))
        .contains("✗ A|contains|all: all of 3 values, did not find 'two'");
  }

  @Test
  void marksTheMemberOfAnArrayThatCounts() {
    Explanation explanation =
        explain(
            rule("a: {A|startswith: y}\ncondition: a"),
            FlatEvent.of(WINDOWS).value("A", List.of("x", "yes")).build());

    Leaf leaf = (Leaf) ((Named) explanation.condition()).part();
    assertThat(leaf.seen()).extracting(Explanation.Seen::text).containsExactly("x", "yes");
    assertThat(leaf.seen()).extracting(Explanation.Seen::counts).containsExactly(false, true);
  }

  @Test
  void saysWhereAKeywordWasFound() {
    String rule = rule("keywords: [alpha, beta]\ncondition: keywords");
    EventView event = FlatEvent.of(WINDOWS).text("Message", "some beta text").build();

    assertThat(text(rule, event))
        .contains("keywords: one of 2 values, found 'beta'", "saw 'some beta text' in Message");
    assertThat(text(rule, FlatEvent.of(WINDOWS).text("Message", "none").build()))
        .contains("in none of the event's values");
  }

  @Test
  void showsTheOtherFieldOfAReference() {
    String rule = rule("a: {User|fieldref: Owner}\ncondition: a");

    assertThat(text(rule, FlatEvent.of(WINDOWS).text("User", "ana").text("Owner", "bob").build()))
        .contains("✗ User|fieldref: the value of Owner ('bob')", "saw 'ana'");
  }

  @Test
  void turnsAroundWhatIsNegated() {
    String rule = rule("a: {A|neq: x}\ncondition: a");

    assertThat(explain(rule, FlatEvent.of(WINDOWS).text("A", "y").build()).matched()).isTrue();
    assertThat(explain(rule, FlatEvent.of(WINDOWS).text("A", "x").build()).matched()).isFalse();
  }

  @Test
  void letsNoEventCommandTheTerminal() {
    String rule = rule("a: {A: x}\ncondition: a");

    assertThat(text(rule, FlatEvent.of(WINDOWS).text("A", "\u001b[31m\nred").build()))
        .contains("saw '\\u001b[31m\\nred'");
  }

  private static String rule(String detection) {
    return "title: t\nlogsource: {product: windows}\ndetection:\n" + detection.indent(4);
  }

  private static String text(String rule, EventView event) {
    return String.join("\n", ExplanationText.lines(explain(rule, event), false)) + "\n";
  }

  private static Explanation explain(String rule, EventView event) {
    LoadResult loaded = RuleLoader.standard().read("rule.yml", rule);
    assertThat(loaded.rejections()).isEmpty();
    return Explainer.of((DetectionRule) loaded.rules().get(0)).explain(event);
  }
}

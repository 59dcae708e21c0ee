package io.pixelated.streams.bench.sigma.rulecount;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.bench.sigma.rulecount.SyntheticRules.Rewriting;
import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.match.RuleSet;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.RuleValue;
import io.pixelated.streams.sigma.rule.Selection;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyntheticRulesTest {
  private static final DetectionRule REAL =
      (DetectionRule)
          RuleLoader.standard()
              .read(
                  "real.yml",
                  """
                  title: Real
                  id: real
                  logsource: {product: windows}
                  detection:
                    selection:
                      CommandLine|re: '(?i)\\sdownload\\d+'
                      Image|endswith: '\\\\PowerShell.exe'
                    condition: selection
                  """)
              .rules()
              .get(0);

  @Test
  void freshRulesKeepTheShapeOfTheirLiteralsAndNotTheWords() {
    List<DetectionRule> made = new SyntheticRules(List.of(REAL), Rewriting.FRESH, 1).make(10);

    assertThat(RuleSet.of(made).size()).isEqualTo(10);
    assertThat(text(made.get(0), 0)).matches("\\(\\?i\\)\\\\s\\w{8}\\\\d\\+");
    assertThat(text(made.get(0), 1)).matches("\\\\\\\\[A-Z][a-z]{4}[A-Z][a-z]{4}\\.exe");
    assertThat(made).extracting(rule -> text(rule, 1)).doesNotContain("\\\\PowerShell.exe");
  }

  @Test
  void theSameSeedMakesTheSameRules() {
    assertThat(new SyntheticRules(List.of(REAL), Rewriting.MUTATED, 1).make(5))
        .isEqualTo(new SyntheticRules(List.of(REAL), Rewriting.MUTATED, 1).make(5));
  }

  private static String text(DetectionRule rule, int item) {
    Selection.AllOf selection = (Selection.AllOf) rule.selections().get("selection");
    DetectionItem part = (DetectionItem) selection.parts().get(item);
    return ((RuleValue.Text) part.values().get(0)).raw();
  }
}

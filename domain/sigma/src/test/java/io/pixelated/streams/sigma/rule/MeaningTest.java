package io.pixelated.streams.sigma.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.load.RuleCollection;
import io.pixelated.streams.sigma.load.RuleLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeaningTest {
  private static final String RULE =
      """
      title: Shell
      id: shell
      level: low
      logsource: {product: windows, category: process_creation}
      detection:
        tool:
          Image|endswith: [cmd.exe, sh.exe]
          User: ann
        words:
          - CommandLine|contains: del
          - Number: 1.50
        ours: {Parent: null}
        condition: tool and (words or not ours)
      """;

  @Test
  void isTheSameHoweverTheRuleIsWritten() {
    String written =
        """
        # the same, by somebody else
        level: high
        tags: [attack.impact]
        description: >
          Deletes things.
        title: Windows Shell
        id: shell
        detection:
          condition: (words or not others) and program
          others:
            - Parent: ~
          program:
            User: 'ann'
            Image|endswith:
              - "sh.exe"
              - cmd.exe
          words: [{Number: 1.5}, {CommandLine|contains: del}]
          unused: {Image: x}
        logsource:
          category: process_creation
          product: Windows
        """;
    assertThat(meaning(written)).isEqualTo(meaning(RULE)).matches("[0-9a-f]{64}");
  }

  @Test
  void isTheSameForAQuantifierAndWhatItStandsFor() {
    assertThat(meaning(RULE.replace("tool and (words or not ours)", "all of them")))
        .isEqualTo(meaning(RULE.replace("tool and (words or not ours)", "ours and tool and words")))
        .isNotEqualTo(meaning(RULE.replace("tool and (words or not ours)", "1 of them")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "product: windows | product: linux",
        "cmd.exe | CMD.exe",
        "endswith | contains",
        "Image | ParentImage",
        "1.50 | '1.50'",
        "tool and | tool or",
        "not ours | ours",
        "null | ''",
        "User: ann | User: bob"
      })
  void isAnotherWhereTheRuleMatchesOtherEvents(String change) {
    String[] sides = change.split(" \\| ", -1);
    assertThat(meaning(RULE.replace(sides[0], sides[1]))).isNotEqualTo(meaning(RULE));
  }

  @Test
  void isAnotherOnceAFilterIsApplied() {
    String filter =
        """
        ---
        title: But Bob
        id: %s
        logsource: {product: windows}
        filter: {rules: [shell], bob: {User: bob}, condition: not bob}
        """;
    String filtered = meaning(RULE + filter.formatted("one"));
    assertThat(filtered).isNotEqualTo(meaning(RULE));
    assertThat(meaning(RULE + filter.formatted("two"))).isEqualTo(filtered);
  }

  private static String meaning(String yaml) {
    RuleCollection rules = RuleCollection.of(RuleLoader.standard().read("r.yml", yaml));
    assertThat(rules.rejections()).isEmpty();
    return Meaning.of(rules.detections().get(0));
  }
}

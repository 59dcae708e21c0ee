package io.pixelated.streams.sigma.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Keywords are found in every value, also in those that are looked through for another field. */
class KeywordSearchTest {

  private static final LogSources SOURCES =
      new LogSources(Set.of("windows"), Set.of("process_access"), Set.of("sysmon"));

  private final RuleSet rules =
      RuleSet.of(
          RuleLoader.standard()
              .read(
                  "keywords.yml",
                  """
                  title: keywords
                  logsource: {product: windows}
                  detection:
                      keywords: ['sekurlsa::', 'kerberos::golden']
                      condition: keywords
                  ---
                  title: trace
                  logsource: {product: windows}
                  detection:
                      trace: {CallTrace|contains: ['dbghelp.dll+', 'dbgcore.dll+']}
                      condition: trace
                  """)
              .rules()
              .stream()
              .map(DetectionRule.class::cast)
              .toList());
  private final Random random = new Random(5);

  @Test
  void findsAKeywordWhereverItLiesAmongLongAndShortValues() {
    for (int round = 0; round < 500; round++) {
      List<String> values =
          IntStream.range(0, 6).mapToObj(i -> "x".repeat(random.nextInt(120))).toList();
      int holder = random.nextInt(values.size());
      int place = random.nextInt(values.get(holder).length() + 1);
      FlatEvent.Builder event = FlatEvent.of(SOURCES);
      for (int i = 0; i < values.size(); i++) {
        String text =
            i == holder
                ? new StringBuilder(values.get(i)).insert(place, "Sekurlsa::").toString()
                : values.get(i);
        event.text(i % 2 == 0 ? "CallTrace" : "Other" + i, text);
      }
      assertThat(titles(event.build())).containsExactly("keywords");
    }
  }

  @Test
  void findsNoKeywordAcrossValues() {
    FlatEvent event =
        FlatEvent.of(SOURCES)
            .text("CallTrace", "x".repeat(100) + "sekur")
            .text("Other", "lsa::" + "x".repeat(100))
            .build();
    assertThat(titles(event)).isEmpty();
  }

  @Test
  void findsTheLiteralsOfTheFieldBesideTheKeywords() {
    FlatEvent event =
        FlatEvent.of(SOURCES)
            .text("CallTrace", "x".repeat(100) + "DBGHELP.DLL+ kerberos::golden")
            .build();
    assertThat(titles(event)).containsExactly("keywords", "trace");
  }

  private List<String> titles(EventView event) {
    return rules.match(event).stream().map(match -> match.rule().metadata().title()).toList();
  }
}

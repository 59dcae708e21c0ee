package io.pixelated.streams.correlation.ruletest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.ingest.Ingest;
import io.pixelated.streams.ingest.IngestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleTesterTest {
  private static final String RULES =
      """
      title: Beat
      id: beat
      logsource: {product: pixelated}
      detection: {selection: {beat: 1}, condition: selection}
      ---
      title: Silence
      id: silence
      correlation: {type: event_count, rules: beat, timespan: 1h, condition: {lt: 1}}
      ---
      title: Often Silent
      id: often
      correlation: {type: event_count, rules: silence, timespan: 1d, condition: {gte: 2}}
      """;
  private static final String BEAT = "{product: pixelated, beat: 1, \"@timestamp\": \"%s\"}";

  @TempDir private Path directory;

  @Test
  void letsTimeGoOnToItsEndSoThatAbsenceIsNoticed() throws Exception {
    assertThat(failures("silence", "positive:\n  - " + BEAT.formatted("2026-11-20T08:00:00Z")))
        .isEmpty();
  }

  @Test
  void letsTimeGoOnNoFurtherThanTheCaseSays() throws Exception {
    String cases =
        """
        %s:
          - until: 2026-11-20T08:%s:00Z
            events:
              - {product: pixelated, beat: 1, "@timestamp": "2026-11-20T07:00:00Z"}
              - {product: pixelated, beat: 1, "@timestamp": "2026-11-20T07:30:00Z"}
        """;
    assertThat(failures("silence", cases.formatted("negative", "29"))).isEmpty();
    assertThat(failures("silence", cases.formatted("positive", "30"))).isEmpty();
    assertThat(failures("silence", cases.formatted("positive", "29")))
        .extracting(CaseFailure::reason)
        .containsExactly("expected to alert, but does not");
  }

  @Test
  void playsChainsAndSaysWhatTheirRulesDid() throws Exception {
    String twice =
        "positive:\n  -\n    - "
            + BEAT.formatted("2026-11-20T08:00:00Z")
            + "\n    - "
            + BEAT.formatted("2026-11-20T11:30:00Z");
    assertThat(failures("often", twice)).isEmpty();

    List<CaseFailure> once =
        failures("often", "positive:\n  - " + BEAT.formatted("2026-11-20T08:00:00Z"));
    assertThat(once.get(0).explanation()).containsExactly("silence alerted 1 times");
  }

  @Test
  void saysWhatIsWrongWithACase() {
    String unknown = "positive:\n  - untill: 2026-11-20T08:00:00Z\n    events: [{a: 1}]\n";
    assertThatThrownBy(() -> failures("silence", unknown))
        .isInstanceOf(InvalidRuleCases.class)
        .hasMessageContaining(
            ":2: unknown key 'untill' in a case; it has events, and may have until");
    String noTime = "positive:\n  - until: soon\n    events: [{a: 1}]\n";
    assertThatThrownBy(() -> failures("silence", noTime))
        .isInstanceOf(InvalidRuleCases.class)
        .hasMessageContaining(":2: 'until' must be a time like 2026-11-20T08:00:00Z");
  }

  private List<CaseFailure> failures(String key, String cases)
      throws IOException, InvalidRuleCases {
    Path file = Files.writeString(directory.resolve("rules.yml"), RULES);
    Files.writeString(directory.resolve("rules.test.yml"), cases);
    RuleTester tester =
        new RuleTester(
            Rulebook.load(List.of(file)).rulebook(),
            Ingest.standard(IngestSettings.of("eu-central-1").ofAnyAge()),
            "eu-central-1");
    return RuleCases.of(file, RULES).stream()
        .map(ruleCase -> tester.run(List.of(key), ruleCase))
        .flatMap(Optional::stream)
        .toList();
  }
}

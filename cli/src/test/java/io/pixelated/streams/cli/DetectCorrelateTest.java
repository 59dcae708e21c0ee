package io.pixelated.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.cli.terminal.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectCorrelateTest {
  private static final String FAILED =
      """
      title: Failed Login
      id: 00000000-0000-4000-8000-000000000001
      name: failed
      logsource: {product: test}
      detection:
          selection: {kind: failed}
          condition: selection
      level: low
      """;
  private static final String EXPORT =
      """
      title: Export
      id: 00000000-0000-4000-8000-000000000002
      name: export
      logsource: {product: test}
      detection:
          selection: {kind: export}
          condition: selection
      level: medium
      """;
  private static final String MANY =
      """
      title: Many Failed Logins
      id: 00000000-0000-4000-8000-000000000003
      correlation:
          type: event_count
          rules: [failed]
          group-by: [user]
          timespan: 60s
          condition: {gte: 2}
      level: high
      """;
  private static final String ALERT =
      "{\"kind\":\"correlation\",\"rule\":\"00000000-0000-4000-8000-000000000003\","
          + "\"title\":\"Many Failed Logins\",\"level\":\"high\",";

  @TempDir Path directory;
  private final CommandLineFixture streams = new CommandLineFixture();
  private final List<String> lines = new ArrayList<>();
  private Path rules;

  @BeforeEach
  void writeRules() throws IOException {
    rules = Files.createDirectory(directory.resolve("rules"));
    CommandLineFixture.write(rules, "failed.yml", FAILED);
    CommandLineFixture.write(rules, "export.yml", EXPORT);
    CommandLineFixture.write(rules, "many.yml", MANY);
  }

  @Test
  void writesAFinalAlertWithTheLinesOfItsEventsByTheirTimes() throws IOException {
    event("08:00:30Z", "failed", "ana");
    event("08:00:00Z", "failed", "ana");
    lines.add("");
    event("08:00:10Z", "failed", "ben");

    assertThat(detect("--correlate")).isZero();

    assertThat(results())
        .containsExactly(
            ALERT
                + "\"time\":\"2026-11-20T08:00:30Z\",\"group\":{\"user\":\"ana\"},"
                + "\"events\":[1,0],\"count\":2}");
  }

  @Test
  void remembersTheLinesOfAnEventForTheLongestOfItsCorrelations() throws IOException {
    CommandLineFixture.write(
        rules,
        "slow.yml",
        MANY.replace("Many Failed", "Slow Failed")
            .replace("000000000003", "000000000009")
            .replace("60s", "1h"));
    event("08:00:00Z", "failed", "ana");
    event("08:30:00Z", "export", "ana");
    event("08:45:00Z", "failed", "ana");

    detect("--correlate", "--out-of-orderness", "1s");

    assertThat(results())
        .anySatisfy(line -> assertThat(line).contains("Slow Failed", "\"events\":[0,2]"));
  }

  @Test
  void writesDetectionsThatStandAloneWithTheirKind() throws IOException {
    event("08:00:00Z", "export", "ana");

    detect("--correlate");

    assertThat(results())
        .containsExactly(
            "{\"kind\":\"detection\",\"rule\":\"00000000-0000-4000-8000-000000000002\","
                + "\"title\":\"Export\",\"level\":\"medium\",\"event\":0,"
                + "\"time\":\"2026-11-20T08:00:00Z\",\"fields\":{\"kind\":\"export\"}}");
  }

  @Test
  void writesTheRestAsNotStandaloneIfAskedForAll() throws IOException {
    event("08:00:00Z", "failed", "ana");
    event("08:00:01Z", "export", "ana");

    detect("--correlate", "--all");

    assertThat(results())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("{\"kind\":\"detection\",\"rule\":\"00000000-")
                    .endsWith("\"fields\":{\"kind\":\"failed\"},\"standalone\":false}"),
            line -> assertThat(line).doesNotContain("standalone"));
  }

  @Test
  void writesNoKindWithoutCorrelate() throws IOException {
    event("08:00:00Z", "failed", "ana");

    detect();

    assertThat(results())
        .containsExactly(
            "{\"rule\":\"00000000-0000-4000-8000-000000000001\",\"title\":\"Failed Login\","
                + "\"level\":\"low\",\"event\":0,\"time\":\"2026-11-20T08:00:00Z\","
                + "\"fields\":{\"kind\":\"failed\"}}");
  }

  @Test
  void writesAnAlertAsSoonAsNoLineInTimeCanChangeItAndAlertsByTheirTimes() throws IOException {
    event("08:00:00Z", "failed", "ana");
    event("08:00:05Z", "failed", "ben");
    event("08:00:20Z", "failed", "ben");
    event("08:00:10Z", "failed", "ana");
    event("08:01:20Z", "export", "ana");
    event("08:01:20.001Z", "export", "ana");

    detect("--correlate", "--out-of-orderness", "1m");

    assertThat(results())
        .extracting(line -> line.replaceAll(".*\"time\":\"2026-11-20T([^\"]*)Z\".*", "$1"))
        .containsExactly("08:01:20", "08:00:10", "08:01:20.001", "08:00:20");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10s", "PT10S", "10000ms"})
  void leavesOutWhatIsFurtherBehindThanTheBoundAndSaysSo(String bound) throws IOException {
    event("08:00:20Z", "failed", "ana");
    event("08:00:09.999Z", "failed", "ana");
    event("08:00:20Z", "failed", "ben");
    event("08:00:10Z", "failed", "ben");

    detect("--correlate", "--out-of-orderness", bound);

    assertThat(results())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("{\"user\":\"ben\"},\"events\":[3,2]"));
    assertThat(streams.messages()).contains("Many Failed Logins: 1 late, left out\n");
  }

  @Test
  void namesTheLinesThatInnerAlertsRestOnAndLeavesTheseOut() throws IOException {
    CommandLineFixture.write(
        rules,
        "outer.yml",
        """
        title: Guessed and Exported
        id: 00000000-0000-4000-8000-000000000004
        correlation:
            type: temporal_ordered
            rules: [00000000-0000-4000-8000-000000000003, export]
            group-by: [user]
            timespan: 60s
        level: critical
        """);
    event("08:00:40Z", "export", "ana");
    event("08:00:05Z", "failed", "ana");
    event("08:00:00Z", "failed", "ana");

    detect("--correlate");
    assertThat(results())
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .contains("\"title\":\"Guessed and Exported\"")
                    .endsWith("\"group\":{\"user\":\"ana\"},\"events\":[2,1,0],\"count\":2}"));

    detect("--correlate", "--all");
    assertThat(results().subList(1, results().size()))
        .hasSize(5)
        .anyMatch(line -> line.startsWith(ALERT) && line.endsWith(",\"standalone\":false}"));
  }

  @Test
  void letsTimePassByEventsThatNoRuleMatches() throws IOException {
    event("08:00:00Z", "failed", "ana");
    event("12:00:00Z", "nothing", "ana");
    event("08:00:01Z", "failed", "ana");

    detect("--correlate");

    assertThat(results()).isEmpty();
    assertThat(streams.messages()).contains("1 late, left out");
  }

  @Test
  void saysWhatWasSuppressedAndWhatLackedAField() throws IOException {
    event("08:00:00Z", "failed", "ana");
    event("08:00:01Z", "failed", "ana");
    event("08:00:02Z", "failed", "ana");
    lines.add("{\"product\":\"test\",\"kind\":\"failed\",\"@timestamp\":\"2026-11-20T08:00:00Z\"}");
    lines.add("{\"product\":\"test\",\"kind\":\"failed\",\"user\":\"ana\"}");

    detect("--correlate");

    assertThat(results()).hasSize(1);
    assertThat(streams.messages())
        .contains("1 events that match rules tell no time: not correlated\n")
        .contains("Many Failed Logins: 1 without a field, left out, 1 firings suppressed\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'\"2026-11-20T08:00:00Z\"'; '\"2026-11-20T09:00:30+01:00\"'",
        "'\"2026-11-20T08:00:00\"'; '\"2026-11-20 08:00:30\"'",
        "1795161600; 1795161630",
        "1795161600.0; '\"1795161630.000\"'",
        "'\"1795161600000\"'; 1795161630000",
        "1795161600000000; 1795161630000000",
        "1795161600000000000; 1795161630000000000"
      })
  void takesTheTimeFromTheFieldThatIsNamed(String first, String second) throws IOException {
    for (String time : List.of(first, second)) {
      lines.add(
          "{\"product\":\"test\",\"kind\":\"failed\",\"user\":\"ana\",\"when\":{\"seen\":%s},"
                  .formatted(time)
              + "\"@timestamp\":\"2020-01-01T00:00:00Z\",\"n\":"
              + lines.size()
              + "}");
    }

    detect("--correlate", "--time-field", "when.seen");

    assertThat(results())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("\"time\":\"2026-11-20T08:00:30Z\""));
  }

  @Test
  void takesTheTimeFromWhereTheJobLooksIfAnEventLacksTheNamedField() throws IOException {
    event("08:00:00Z", "export", "ana");

    detect("--time-field", "when");

    assertThat(results())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("\"time\":\"2026-11-20T08:00:00Z\""));
    assertThat(streams.messages())
        .contains("1 events tell no time in 'when': taken from where the job looks\n");
  }

  @Test
  void writesATableForPeople() throws IOException {
    event("08:00:00Z", "failed", "ana");
    event("08:00:01Z", "failed", "ana");

    detect("--correlate", "--output", "table");

    assertThat(results())
        .hasSize(2)
        .last()
        .isEqualTo(
            "high          2026-11-20T08:00:01Z       1  Many Failed Logins                    "
                + "       user=ana (2)");
  }

  @Test
  void refusesOptionsThatMeanNothing() throws IOException {
    event("08:00:00Z", "failed", "ana");

    assertThat(detect("--all")).isEqualTo(ExitCodes.USAGE);
    assertThat(detect("--out-of-orderness", "1h")).isEqualTo(ExitCodes.USAGE);
    assertThat(detect("--correlate", "--out-of-orderness", "soon")).isEqualTo(ExitCodes.USAGE);
    assertThat(detect("--correlate", "--out-of-orderness", "PT-1H")).isEqualTo(ExitCodes.USAGE);
    assertThat(streams.messages().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("--all needs --correlate"),
            line -> assertThat(line).contains("--out-of-orderness needs --correlate"),
            line -> assertThat(line).contains("'soon' is no duration like 90s, 30m, 1h or PT1H"),
            line -> assertThat(line).contains("'PT-1H' is no duration"));
  }

  private void event(String time, String kind, String user) {
    lines.add(
        "{\"product\":\"test\",\"kind\":\"%s\",\"user\":\"%s\",\"@timestamp\":\"2026-11-20T%s\",\"event_id\":\"%d\"}"
            .formatted(kind, user, time, lines.size()));
  }

  private int detect(Object... options) throws IOException {
    Path events =
        CommandLineFixture.write(directory, "events.ndjson", String.join("\n", lines) + "\n");
    List<Object> arguments = new ArrayList<>(List.of("detect", "--rules", rules));
    arguments.addAll(List.of("--events", events));
    arguments.addAll(List.of(options));
    return streams.run(arguments.toArray());
  }

  private List<String> results() {
    return streams.results().lines().toList();
  }
}

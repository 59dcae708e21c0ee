package io.pixelated.streams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pixelated.streams.cli.rules.OneEvent;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.ingest.Ingest;
import io.pixelated.streams.ingest.IngestSettings;
import io.pixelated.streams.ingest.ParsedEvent;
import io.pixelated.streams.sigma.explain.Explainer;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SigmaHQ's own events for its rules, through {@code detect} as a user runs it. */
class RegressionCorpusTest {
  private static final JsonFactory JSON = new JsonFactory();

  /** An event, the case it belongs to, and the rule that is to match one event of the case. */
  private record Sample(String name, String rule, String rulePath, String event) {}

  @Test
  void everyCaseHasAnEventThatItsRuleMatches(@TempDir Path directory) throws IOException {
    Path corpus = locate("regression-open/cases.jsonl");
    Path sigma = locate("sigma");
    List<Sample> samples = new ArrayList<>();
    for (String line : Files.readAllLines(corpus)) {
      samples.add(sample(line));
    }
    Path events =
        Files.write(
            directory.resolve("events.ndjson"), samples.stream().map(Sample::event).toList());
    List<Object> arguments = new ArrayList<>(List.of("detect", "--events", events, "--rules"));
    samples.stream().map(Sample::rulePath).distinct().map(sigma::resolve).forEach(arguments::add);

    CommandLineFixture streams = new CommandLineFixture();
    int code = streams.run(arguments.toArray());

    assertThat(code).as(streams.messages()).isZero();
    Set<String> matched = new HashSet<>();
    for (String line : streams.results().lines().toList()) {
      Map<String, String> match = members(line);
      Sample sample = samples.get(Integer.parseInt(match.get("event")));
      if (sample.rule().equals(match.get("rule"))) {
        matched.add(sample.name());
      }
    }
    assertThat(samples.stream().map(Sample::name).collect(Collectors.toSet()))
        .isNotEmpty()
        .isEqualTo(matched);
  }

  @Test
  void explanationsComeToTheVerdictOfTheEngine() throws IOException {
    Path corpus = locate("regression-open/cases.jsonl");
    Path sigma = locate("sigma");
    List<Sample> samples = new ArrayList<>();
    for (String line : Files.readAllLines(corpus)) {
      samples.add(sample(line));
    }
    Rulebook rulebook =
        Rulebook.load(
                samples.stream().map(Sample::rulePath).distinct().map(sigma::resolve).toList())
            .rulebook();
    Map<String, Explainer> explainers = new HashMap<>();
    rulebook
        .rules()
        .forEach(
            ref ->
                explainers.put(
                    ref.id(),
                    Explainer.of(rulebook.detectionRules().rule(ref.id()).orElseThrow())));
    Ingest ingest = Ingest.standard(IngestSettings.of("local").ofAnyAge());

    for (Sample sample : samples) {
      ParsedEvent event =
          OneEvent.parse(sample.event().getBytes(UTF_8), Path.of(sample.name()), ingest);
      Set<String> matched =
          rulebook.detectionRules().match(event).stream()
              .map(match -> match.rule().key())
              .collect(Collectors.toSet());
      assertThat(explainers)
          .allSatisfy(
              (rule, explainer) ->
                  assertThat(explainer.explain(event).matched())
                      .as("%s on %s", rule, sample.name())
                      .isEqualTo(matched.contains(rule)));
    }
  }

  private static Sample sample(String line) throws IOException {
    Map<String, String> members = members(line);
    String rule = members.get("rule_id");
    return new Sample(
        rule + ' ' + members.get("case"), rule, members.get("rule_path"), members.get("event"));
  }

  /** The members of an object: strings as they are, all else as JSON. */
  private static Map<String, String> members(String object) throws IOException {
    Map<String, String> members = new HashMap<>();
    try (JsonParser json = JSON.createParser(object)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.VALUE_STRING) {
          members.put(name, json.getText());
          continue;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator copy = JSON.createGenerator(text)) {
          copy.copyCurrentStructure(json);
        }
        members.put(name, text.toString());
      }
    }
    return members;
  }

  private static Path locate(String name) {
    String given = System.getProperty("streams.data");
    Path found = given == null ? null : Path.of(given, name);
    for (Path dir = Path.of("").toAbsolutePath();
        found == null && dir != null;
        dir = dir.getParent()) {
      Path candidate = dir.resolve("shared/data").resolve(name);
      found = Files.exists(candidate) ? candidate : null;
    }
    Path path = found;
    assumeTrue(
        path != null && Files.exists(path),
        () -> "shared/data/" + name + " is not here; -Dstreams.data=DIR says where");
    return path;
  }
}

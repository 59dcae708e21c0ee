package io.pixelated.streams.correlation.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.detect.Detected;
import io.pixelated.streams.correlation.detect.Detector;
import io.pixelated.streams.correlation.engine.Correlator;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Detection;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.RuleStatus;
import io.pixelated.streams.ingest.Ingest;
import io.pixelated.streams.ingest.IngestSettings;
import io.pixelated.streams.ingest.ParseResult;
import io.pixelated.streams.ingest.ParseResult.Parsed;
import io.pixelated.streams.sigma.load.RuleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ShippedRulesTest {
  private static final long END_OF_TIME = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();
  private static final Path RULES = Path.of("rules");

  private static final List<RuleDocument> DOCUMENTS = ShippedRules.documents();
  private static final RulebookChange LOADED = Rulebook.empty().apply(DOCUMENTS);
  private static final Rulebook RULEBOOK = LOADED.rulebook();

  private final Ingest ingest = Ingest.standard(IngestSettings.of("eu-central-1"));
  private final Detector detector = new Detector(RULEBOOK);

  @Test
  void areAllAccepted() {
    assertThat(LOADED.statuses())
        .allSatisfy(
            status ->
                assertThat(status.state())
                    .as(status.toString())
                    .isEqualTo(RuleStatus.State.ACCEPTED));
  }

  @Test
  void areAllOnTheClassPath() throws IOException {
    try (Stream<Path> files = Files.walk(RULES)) {
      long rules = files.filter(RuleFile::isRules).count();
      assertThat(DOCUMENTS).hasSize((int) rules);
    }
    assertThat(DOCUMENTS).extracting(RuleDocument::key).doesNotHaveDuplicates();
  }

  @Test
  void areAtLeastThirtyDetectionsAndTenCorrelations() {
    assertThat(RULEBOOK.detectionRules().size()).isGreaterThanOrEqualTo(30);
    assertThat(RULEBOOK.correlations()).hasSizeGreaterThanOrEqualTo(10);
  }

  @TestFactory
  Stream<DynamicTest> doWhatTheirTestsSay() {
    return DOCUMENTS.stream()
        .map(document -> DynamicTest.dynamicTest(document.file(), () -> check(document)));
  }

  private void check(RuleDocument document) throws IOException {
    Path file = RULES.resolve(document.file().substring("rules/".length()));
    Path tests = file.resolveSibling(file.getFileName().toString().replace(".yml", ".test.yml"));
    assertThat(tests).exists();
    RuleTests cases = RuleTests.read(Files.readString(tests));
    assertThat(cases.positive()).as("positive cases").isNotEmpty();
    assertThat(cases.negative()).as("negative cases").isNotEmpty();
    for (List<String> events : cases.positive()) {
      assertThat(raisedBy(events)).as("positive %s", events).contains(document.key());
    }
    for (List<String> events : cases.negative()) {
      assertThat(raisedBy(events)).as("negative %s", events).doesNotContain(document.key());
    }
  }

  /** Keys of the rules that match one of the events, or raise an alert on all of them. */
  private List<String> raisedBy(List<String> events) {
    Correlator correlator =
        new Correlator(RULEBOOK::correlation, "eu-central-1", Limits.standard());
    List<String> raised = new ArrayList<>();
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      Detected detected = detect(events.get(i), i);
      for (Detection detection : detected.detections()) {
        raised.add(detection.rule().id());
      }
      for (RoutedMatch match : detected.matches()) {
        alerts.addAll(correlator.add(match));
      }
    }
    alerts.addAll(correlator.advance(END_OF_TIME));
    assertThat(correlator.groups()).isZero();
    alerts.stream()
        .filter(alert -> alert.state() == AlertState.FINAL)
        .forEach(alert -> raised.add(alert.rule().id()));
    return raised;
  }

  private Detected detect(String json, int offset) {
    Origin origin = new Origin("security.events.raw", 0, offset, -1);
    RawRecord record = new RawRecord(json.getBytes(StandardCharsets.UTF_8), origin);
    ParseResult result = ingest.parse(record);
    assertThat(result).as(json).isInstanceOf(Parsed.class);
    Parsed parsed = (Parsed) result;
    return detector.detect(parsed.event(), ingest.describe(parsed.event(), record));
  }
}

package io.pixelated.streams.correlation.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.events.Detection;
import io.pixelated.streams.events.Ids;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.ingest.Ingest;
import io.pixelated.streams.ingest.IngestSettings;
import io.pixelated.streams.ingest.ParseResult.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectorTest {
  private static final long RECEIVED = 1_795_000_000_000L;
  private static final String RULES =
      """
      title: Denied
      id: denied
      logsource: {product: pixelated}
      detection:
        selection: {outcome: denied}
        condition: selection
      ---
      title: Denied to an administrator
      id: admin-denied
      logsource: {product: pixelated}
      detection:
        selection: {outcome: denied, actor.type: admin}
        condition: selection
      ---
      title: Many places
      id: places
      correlation:
        type: value_count
        rules: [denied, admin-denied]
        group-by: [who]
        aliases:
          who: {denied: actor.user, admin-denied: actor.user}
        timespan: 5m
        condition: {gte: 3, field: source.ip}
      """;
  private static final String EVENT =
      """
      {"platform": "pixelated", "service": "gateway", "action": "request", "outcome": "denied",
       "ts": "2026-11-18T11:06:40Z", "actor": {"user": "ada", "type": "admin"},
       "source": {"ip": "198.51.100.7"}}
      """;

  private final Ingest ingest = Ingest.standard(IngestSettings.of("eu-central-1"));
  private final Detector detector =
      new Detector(
          Rulebook.empty()
              .apply(new RuleDocument("k", RULES, "rules.yml", new Origin("", 0, 0, 0)))
              .rulebook());

  @Test
  void tellsWhatMatchedAndWhy() {
    List<Detection> detections = detect(EVENT, RECEIVED).detections();

    assertThat(detections)
        .extracting(detection -> detection.rule().id())
        .containsExactly("denied", "admin-denied");
    Detection detection = detections.get(0);
    assertThat(detection.id()).isEqualTo(Ids.of("detection", "denied", detection.eventId()));
    assertThat(detection.fields()).containsEntry("outcome", "denied");
    assertThat(detection.standalone()).isFalse();
    assertThat(detection.late()).isFalse();
  }

  @Test
  void repeatsNoMoreOfALongValueThanExplainsTheMatch() {
    String endless = "denied-" + "x".repeat(100_000);
    Detector contains =
        new Detector(
            Rulebook.empty()
                .apply(
                    new RuleDocument(
                        "k",
                        RULES.replace("{outcome: denied}", "{outcome|contains: denied}"),
                        "rules.yml",
                        new Origin("", 0, 0, 0)))
                .rulebook());

    List<Detection> detections =
        detect(contains, EVENT.replace("\"denied\"", '"' + endless + '"'), RECEIVED).detections();

    assertThat(detections.get(0).fields().get("outcome")).hasSize(4097).endsWith("x…");
  }

  @Test
  void routesAnEventOnceToAGroupThoughSeveralOfItsRulesMatch() {
    List<RoutedMatch> matches = detect(EVENT, RECEIVED).matches();

    assertThat(matches).hasSize(1);
    assertThat(matches.get(0).correlation()).isEqualTo("places");
    assertThat(matches.get(0).group()).containsExactly("ada");
    assertThat(matches.get(0).events().get(0).rules()).containsExactly("admin-denied", "denied");
    assertThat(matches.get(0).events().get(0).value()).isEqualTo("198.51.100.7");
    assertThat(matches.get(0).events().get(0).observed()).isEqualTo(RECEIVED);
  }

  @Test
  void tellsLongValuesApartWithoutKeepingThem() {
    String endless = "x".repeat(100_000);
    MatchedEvent one = counting(endless + "1");
    MatchedEvent same = counting(endless + "1");
    MatchedEvent other = counting(endless + "2");

    assertThat(one.value()).hasSize(256).startsWith("xxx").isEqualTo(same.value());
    assertThat(one.value()).isNotEqualTo(other.value());
  }

  @Test
  void tellsLongGroupsApartWithoutKeepingThem() {
    String endless = "x".repeat(100_000);
    List<String> one = group(endless + "1");

    assertThat(one.get(0)).hasSize(1_024);
    assertThat(one).isEqualTo(group(endless + "1")).isNotEqualTo(group(endless + "2"));
    assertThat(group("x".repeat(1_024))).containsExactly("x".repeat(1_024));
  }

  @Test
  void takesNumbersAsLongAsTheyMayBe() {
    String number = "9".repeat(399) + "." + "7";
    Detector sums =
        new Detector(
            book(
                RULES
                    .replace("type: value_count", "type: value_sum")
                    .replace("{gte: 3, field: source.ip}", "{gte: 3, field: source.bytes}")));

    String event = EVENT.replace("\"ip\"", "\"bytes\"").replace("198.51.100.7", number);

    assertThat(detect(sums, event, RECEIVED).matches().get(0).events().get(0).value())
        .isEqualTo(number);
  }

  @Test
  void leavesOutAndCountsAnEventWithoutTheFieldsThatGroupOrCount() {
    Detected noGroup = detect(EVENT.replace("\"user\"", "\"nobody\""), RECEIVED);
    Detected noValue = detect(EVENT.replace("\"ip\"", "\"nowhere\""), RECEIVED);

    assertThat(noGroup.detections()).hasSize(2);
    assertThat(noGroup.matches()).isEmpty();
    assertThat(noGroup.ungrouped()).containsOnly(entry("places", 2));
    assertThat(noValue.matches()).isEmpty();
  }

  @Test
  void detectsWhatIsStaleButLeavesItOutOfCorrelation() {
    Detected detected = detect(EVENT, RECEIVED + 8 * 86_400_000L);

    assertThat(detected.detections()).allMatch(Detection::late).hasSize(2);
    assertThat(detected.matches()).isEmpty();
  }

  private MatchedEvent counting(String value) {
    return detect(EVENT.replace("198.51.100.7", value), RECEIVED).matches().get(0).events().get(0);
  }

  private List<String> group(String user) {
    return detect(EVENT.replace("\"ada\"", '"' + user + '"'), RECEIVED).matches().get(0).group();
  }

  private static Rulebook book(String rules) {
    return Rulebook.empty()
        .apply(new RuleDocument("k", rules, "rules.yml", new Origin("", 0, 0, 0)))
        .rulebook();
  }

  private Detected detect(String json, long received) {
    return detect(detector, json, received);
  }

  private Detected detect(Detector detector, String json, long received) {
    Origin origin = new Origin("security.events.raw", 0, 1, received);
    RawRecord record = new RawRecord(json.getBytes(StandardCharsets.UTF_8), origin);
    Parsed parsed = (Parsed) ingest.parse(record);
    return detector.detect(parsed.event(), ingest.describe(parsed.event(), record));
  }
}

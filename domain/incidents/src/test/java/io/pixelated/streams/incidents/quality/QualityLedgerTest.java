package io.pixelated.streams.incidents.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.events.Evidence;
import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.IncidentChange;
import io.pixelated.streams.events.IncidentStatus;
import io.pixelated.streams.events.Level;
import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.incidents.quality.Disposition.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QualityLedgerTest {
  private final Map<String, CaseFile> cases = new HashMap<>();
  private final Map<String, RuleQuality> qualities = new HashMap<>();
  private final QualityLedger ledger =
      new QualityLedger(
          new MapShelf<>(cases), new MapShelf<>(qualities), () -> Instant.ofEpochMilli(7));

  @Test
  void countsAVerdictForEveryRuleOfTheIncident() {
    assertThat(ledger.incident(incident("i1", "a", "b"))).isEmpty();

    assertThat(ledger.disposition("i1", is(Verdict.FALSE_POSITIVE, 1)))
        .extracting(RuleQuality::rule)
        .containsExactly("a", "b");
    assertThat(counts("a")).containsExactly(0L, 1L, 0L);
  }

  @Test
  void countsAVerdictThatComesBeforeItsIncident() {
    ledger.disposition("i1", is(Verdict.TRUE_POSITIVE, 1));
    ledger.incident(incident("i1", "a"));

    assertThat(counts("a")).containsExactly(1L, 0L, 0L);
  }

  @Test
  void countsAVerdictOnceHoweverOftenItIsGivenAndAnotherInItsPlace() {
    ledger.incident(incident("i1", "a"));
    ledger.disposition("i1", is(Verdict.FALSE_POSITIVE, 1));
    assertThat(ledger.disposition("i1", is(Verdict.FALSE_POSITIVE, 1))).isEmpty();
    assertThat(ledger.incident(incident("i1", "a"))).isEmpty();
    ledger.disposition("i1", is(Verdict.BENIGN, 2));

    assertThat(counts("a")).containsExactly(0L, 0L, 1L);
    ledger.disposition("i1", null);
    assertThat(counts("a")).containsExactly(0L, 0L, 0L);
  }

  @Test
  void countsRulesThatJoinAnIncidentAfterItsVerdict() {
    ledger.incident(incident("i1", "a"));
    ledger.disposition("i1", is(Verdict.TRUE_POSITIVE, 1));

    assertThat(ledger.incident(incident("i1", "a", "b")))
        .extracting(RuleQuality::rule)
        .containsExactly("b");
  }

  @Test
  void movesTheVerdictOfAMergedIncidentToTheOneThatTookItsEvidence() {
    ledger.incident(incident("i1", "a"));
    ledger.incident(incident("i2", "a", "b"));
    ledger.disposition("i2", is(Verdict.TRUE_POSITIVE, 1));
    ledger.disposition("i1", is(Verdict.FALSE_POSITIVE, 5));
    ledger.incident(merged("i1", "i2"));

    assertThat(counts("a")).as("the later verdict").containsExactly(0L, 1L, 0L);
    assertThat(counts("b")).containsExactly(0L, 1L, 0L);
    ledger.disposition("i1", is(Verdict.BENIGN, 9));
    assertThat(counts("b")).as("the old id stands for the new one").containsExactly(0L, 0L, 1L);
  }

  @Test
  void doesNotJumpToConclusionsFromFewVerdicts() {
    RuleQuality one = new RuleQuality("r", "t", 0, 1, 0);
    RuleQuality many = new RuleQuality("r", "t", 20, 80, 0);
    RuleQuality none = new RuleQuality("r", "t", 0, 0, 0);

    assertThat(one.rate()).isEqualTo(1);
    assertThat(one.rateAtLeast()).isCloseTo(0.2065, within(1e-4));
    assertThat(many.rateAtLeast()).isCloseTo(0.7112, within(1e-4));
    assertThat(many.rateAtMost()).isCloseTo(0.8666, within(1e-4));
    assertThat(none.rateAtLeast()).isZero();
    assertThat(none.rateAtMost()).isEqualTo(1);
  }

  @Test
  void readsADispositionAndTellsAllThatIsWrongWithAnother() {
    Disposition read =
        Disposition.read(
            bytes(
                "{\"verdict\":\"false_positive\",\"analyst\":\"ana\","
                    + "\"time\":\"2026-11-22T10:00:00Z\",\"comment\":\"vpn\"}"));
    assertThat(read.verdict()).isEqualTo(Verdict.FALSE_POSITIVE);
    assertThat(read.comment()).isEqualTo("vpn");

    assertThatThrownBy(() -> Disposition.read(bytes("{\"verdict\":\"maybe\",\"time\":\"now\"}")))
        .hasMessageContaining("verdict is none: use true_positive, false_positive or benign")
        .hasMessageContaining("analyst is missing or blank")
        .hasMessageContaining("time is no time");
  }

  private Long[] counts(String rule) {
    RuleQuality quality = qualities.get(rule);
    return new Long[] {quality.truePositives(), quality.falsePositives(), quality.benign()};
  }

  private static Disposition is(Verdict verdict, long time) {
    return new Disposition(verdict, "ana", time, "");
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static Incident merged(String id, String into) {
    return incident(id, IncidentStatus.MERGED, IncidentChange.MERGED, into, List.of());
  }

  private static Incident incident(String id, String... rules) {
    List<Evidence> evidence = Stream.of(rules).map(QualityLedgerTest::evidence).toList();
    return incident(id, IncidentStatus.OPEN, IncidentChange.UPDATED, "", evidence);
  }

  private static Incident incident(
      String id,
      IncidentStatus status,
      IncidentChange change,
      String into,
      List<Evidence> evidence) {
    return new Incident(
        id,
        1,
        "r1",
        status,
        change,
        into,
        Level.HIGH,
        0,
        "title",
        new Entity(EntityType.USER, "ana"),
        List.of(),
        List.of(),
        List.of(),
        0,
        0,
        evidence,
        evidence.size(),
        Classification.UNKNOWN,
        0);
  }

  private static Evidence evidence(String rule) {
    return new Evidence(
        "e-" + rule,
        Evidence.Kind.DETECTION,
        new RuleRef(rule, "v", "Title of " + rule, Level.HIGH, List.of()),
        0,
        0,
        false,
        Map.of(),
        "1",
        0,
        List.of(),
        List.of(),
        Classification.UNKNOWN,
        0);
  }

  private record MapShelf<T>(Map<String, T> map) implements QualityLedger.Shelf<T> {
    @Override
    public T get(String key) {
      return map.get(key);
    }

    @Override
    public void put(String key, T value) {
      map.put(key, value);
    }

    @Override
    public void remove(String key) {
      map.remove(key);
    }
  }
}

package io.pixelated.streams.correlation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Certainty;
import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.window.Thinning;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.sigma.rule.CorrelationType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of very many inner alerts, those that were only provisional leave no trace in final alerts. */
class CrowdedChainTest {
  private static final Limits SMALL = new Limits(400, 4, 16, 4, 16);
  private static final long END = 5_000_000;

  static Stream<Correlation> rules() {
    return Stream.concat(
        CrowdedWindowTest.rules(),
        Stream.of(
            Given.window(CorrelationType.TEMPORAL, 512, 60, Given.bounds("gte 2"), "a", "b"),
            Given.sequence(512, "a", "b", "a"),
            Given.sequence(512, "a", "!b", "a", "b")));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void concludesTheSameWhateverWasProvisional(Correlation rule) {
    List<MatchedEvent> certain = inner("e", 400, Certainty.CERTAIN, 3);
    List<Alert> expected = finals(rule, SMALL, certain);

    assertThat(expected).isNotEmpty();
    assertThat(finals(rule, SMALL, announced(certain, 400))).isEqualTo(expected);
  }

  @Test
  void countsOnceWhatIsLeftOutWhenItBecomesFinal() {
    int many = Limits.standard().eventsPerSlot() * 3 / 2;
    Correlation rule =
        Given.window(CorrelationType.VALUE_SUM, 160, 160, Given.bounds("gt " + many), "a");
    List<MatchedEvent> certain = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      certain.add(inner("e" + i, 1_000 + i % 5, Certainty.CERTAIN, "1", "a"));
    }
    certain.add(inner("last", 1_020, Certainty.CERTAIN, "1", "a"));

    List<Alert> finals = finals(rule, Limits.standard(), announced(certain, many));
    assertThat(finals).isEqualTo(finals(rule, Limits.standard(), certain)).hasSize(1);
    assertThat(finals.get(0).count()).isEqualByComparingTo(String.valueOf(many + 1));
  }

  @Test
  void keepsAFewOfWhatIsProvisionalAndCountsNoneAsLost() {
    Correlation rule =
        Given.window(CorrelationType.VALUE_COUNT, 512, 100, Given.bounds("gte 20"), "a", "b");
    List<MatchedEvent> provisional = inner("p", 1_200, Certainty.PROVISIONAL, 8);
    Replay replay = new Replay(rule, SMALL);
    provisional.forEach(replay::add);

    assertThat(replay.losses().thinned()).isZero();
    assertThat(replay.largest()).isLessThan(8_000);
    Thinning.Bundle bundle = Thinning.of(rule, SMALL).bundle(provisional);
    assertThat(bundle.events()).hasSizeLessThan(100);
    assertThat(bundle.thinned()).isZero();
  }

  /** All as provisional first, among others that are taken back. */
  private static List<MatchedEvent> announced(List<MatchedEvent> certain, int more) {
    List<MatchedEvent> others = inner("0", more, Certainty.PROVISIONAL, 5);
    List<MatchedEvent> all = new ArrayList<>(others);
    certain.forEach(event -> all.add(as(event, Certainty.PROVISIONAL)));
    all.addAll(certain);
    others.forEach(event -> all.add(as(event, Certainty.WITHDRAWN)));
    return all;
  }

  private static List<Alert> finals(Correlation rule, Limits limits, List<MatchedEvent> events) {
    Replay replay = new Replay(rule, limits);
    for (MatchedEvent event : events) {
      replay.add(event);
    }
    replay.advance(END);
    return Given.in(AlertState.FINAL, replay.alerts());
  }

  private static List<MatchedEvent> inner(String id, int count, Certainty certainty, int seed) {
    Random random = new Random(seed);
    List<MatchedEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String rule = random.nextBoolean() ? "a" : "b";
      String value = String.valueOf(random.nextInt(60) / 10.0);
      events.add(inner(id + i, 1_000 + random.nextInt(400), certainty, value, rule));
    }
    return events;
  }

  private static MatchedEvent inner(
      String id, long time, Certainty certainty, String value, String rule) {
    return as(Given.valued(id, time, value, rule), certainty);
  }

  private static MatchedEvent as(MatchedEvent event, Certainty certainty) {
    return new MatchedEvent(
        event.id(),
        event.time(),
        event.observed(),
        event.rules(),
        event.value(),
        event.fields(),
        certainty,
        event.entities(),
        event.classification());
  }
}

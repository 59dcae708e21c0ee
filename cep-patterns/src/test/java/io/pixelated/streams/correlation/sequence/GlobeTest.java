package io.pixelated.streams.correlation.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Certainty;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.StepCondition.Earlier;
import io.pixelated.streams.correlation.StepCondition.Pick;
import io.pixelated.streams.correlation.StepCondition.Travel;
import io.pixelated.streams.correlation.StepCondition.Travel.Measure;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.sigma.rule.Comparison;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GlobeTest {
  private static final MatchedEvent BERLIN = at(0, "52.52", "13.405");
  private static final MatchedEvent LIMA = at(3_600_000, "-12.046", "-77.043");

  @Test
  void measuresAlongTheGreatCircle() {
    assertThat(holds(Measure.DISTANCE, Comparison.GT, "11000", BERLIN, LIMA)).isTrue();
    assertThat(holds(Measure.DISTANCE, Comparison.LT, "11200", BERLIN, LIMA)).isTrue();
    assertThat(
            holds(Measure.DISTANCE, Comparison.LT, "0.001", at(0, "0", "180"), at(0, "0", "-180")))
        .isTrue();
  }

  @Test
  void tellsHowFastOneWouldHaveTravelled() {
    assertThat(holds(Measure.SPEED, Comparison.GT, "11000", BERLIN, LIMA)).isTrue();
    assertThat(holds(Measure.SPEED, Comparison.GT, "11200", BERLIN, LIMA)).isFalse();
  }

  @Test
  void isFasterThanAnyLimitInNoTime() {
    MatchedEvent atOnce = at(0, "-12.046", "-77.043");

    assertThat(holds(Measure.SPEED, Comparison.GT, "1000000", BERLIN, atOnce)).isTrue();
    assertThat(holds(Measure.SPEED, Comparison.GT, "0", BERLIN, BERLIN)).isFalse();
  }

  @Test
  void saysNothingOfPlacesThatAreNotKnown() {
    assertThat(holds(Measure.DISTANCE, Comparison.GTE, "0", BERLIN, at(0, "north", "0"))).isFalse();
    assertThat(holds(Measure.DISTANCE, Comparison.GTE, "0", BERLIN, at(0, "91", "0"))).isFalse();
  }

  private static boolean holds(
      Measure measure, Comparison comparison, String limit, MatchedEvent from, MatchedEvent to) {
    Earlier earlier = new Earlier("a", Pick.LAST);
    return Globe.holds(
        new Travel(measure, earlier, comparison, new BigDecimal(limit), "lat", "lon"), from, to);
  }

  private static MatchedEvent at(long time, String latitude, String longitude) {
    return new MatchedEvent(
        "e",
        time,
        time,
        List.of("a"),
        "",
        Map.of("lat", latitude, "lon", longitude),
        Certainty.CERTAIN,
        List.of(),
        Classification.UNKNOWN);
  }
}

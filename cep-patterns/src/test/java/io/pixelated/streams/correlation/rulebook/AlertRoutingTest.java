package io.pixelated.streams.correlation.rulebook;

import static io.pixelated.streams.correlation.rulebook.Books.correlation;
import static io.pixelated.streams.correlation.rulebook.Books.correlationOf;
import static io.pixelated.streams.correlation.rulebook.Books.detection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.pixelated.streams.correlation.Certainty;
import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Raised;
import io.pixelated.streams.correlation.Routed;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertRoutingTest {
  private static final Entity ANN = new Entity(EntityType.USER, "ann");
  private static final String INNER =
      correlation("inner", "type: event_count, rules: a, group-by: [user], condition: {gte: 2}");
  private static final String BY_USER =
      correlation(
          "by-user",
          "type: temporal, rules: [inner, a], group-by: [who], aliases: {who: {inner: user}}");
  private static final String BY_HOST =
      correlation(
          "by-host",
          "type: value_sum, rules: [inner], group-by: [host], condition: {field: bytes, gt: 1}");

  private final Rulebook book = Books.of(detection("a"), INNER, BY_USER, BY_HOST);

  @Test
  void makesAFinalAlertAnEventForThoseThatReferToItsRule() {
    Map<String, String> fields = Map.of("user", "ann", "host", "h1", "bytes", "12.5");
    Routed routed = book.route(raised(AlertState.FINAL, fields), 7);

    assertThat(routed.matches())
        .extracting(RoutedMatch::correlation)
        .containsExactly("id-by-user", "id-by-host");
    RoutedMatch byHost = routed.matches().get(1);
    assertThat(byHost.group()).containsExactly("h1");
    assertThat(byHost.depth()).isEqualTo(2);
    assertThat(byHost.generation()).isEqualTo(7);
    assertThat(byHost.events())
        .containsExactly(
            new MatchedEvent(
                "alert-1",
                1_000,
                1_005,
                List.of("id-inner"),
                "12.5",
                Map.of(),
                Certainty.CERTAIN,
                List.of(ANN),
                Classification.UNKNOWN));
    assertThat(routed.matches().get(0).group()).containsExactly("ann");
    assertThat(routed.ungrouped()).isEmpty();
  }

  @Test
  void boundsWhatAnInnerAlertPassesOn() {
    String endless = "x".repeat(5_000);
    Map<String, String> fields = Map.of("user", endless, "host", endless, "bytes", "12.5");
    Routed routed = book.route(raised(AlertState.FINAL, fields), 7);

    assertThat(routed.matches())
        .allSatisfy(match -> assertThat(match.group().get(0)).hasSize(1_024));
  }

  @Test
  void leavesOutAndCountsAnAlertWhoseEventsDoNotAgree() {
    Routed routed = book.route(raised(AlertState.FINAL, Map.of("user", "ann")), 0);

    assertThat(routed.matches()).hasSize(1);
    assertThat(routed.ungrouped()).containsOnly(entry("id-by-host", 1));
  }

  @ParameterizedTest
  @EnumSource(names = {"PROVISIONAL", "WITHDRAWN"})
  void routesWhatIsNotSureByItsGroupAlone(AlertState state) {
    Map<String, String> fields = Map.of("user", "ann", "host", "h1", "bytes", "12.5");
    Routed routed = book.route(raised(state, fields), 0);

    assertThat(routed.matches()).hasSize(1);
    RoutedMatch match = routed.matches().get(0);
    assertThat(match.correlation()).isEqualTo("id-by-user");
    assertThat(match.events().get(0).certainty().name()).isEqualTo(state.name());
    assertThat(routed.ungrouped()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"CONFIRMED", "CLOSED"})
  void doesNotRouteWhatSaysNothingNew(AlertState state) {
    assertThat(book.route(raised(state, Map.of("user", "ann")))).isEmpty();
  }

  private Raised raised(AlertState state, Map<String, String> fields) {
    Correlation inner = correlationOf(book, "inner");
    Alert alert =
        new Alert(
            "alert-1",
            inner.ref(),
            inner.meaning(),
            state,
            "eu-central-1",
            1_000,
            900,
            Map.of("user", "ann"),
            BigDecimal.TEN,
            List.of("e1"),
            List.of(ANN),
            Classification.UNKNOWN,
            1_005,
            false,
            false,
            "",
            0);
    return new Raised(alert, fields);
  }
}

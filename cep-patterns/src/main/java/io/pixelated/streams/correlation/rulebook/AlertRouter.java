package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.Certainty;
import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Projection;
import io.pixelated.streams.correlation.Raised;
import io.pixelated.streams.correlation.Routed;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.events.Alert;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ways of an alert to the groups of the correlations that refer to its rule.
 *
 * <p>A provisional alert goes by its group alone: on what else its events agree may change until it
 * is final, and what takes it back has to find the same way.
 */
final class AlertRouter {
  private AlertRouter() {}

  /** The alert on all its ways; nowhere if it says nothing new about whether it happened. */
  static Routed route(Raised raised, List<Correlation> takers, long generation) {
    Optional<Certainty> certainty = certainty(raised.alert());
    if (takers.isEmpty() || certainty.isEmpty()) {
      return Routed.NOWHERE;
    }
    String rule = raised.alert().rule().id();
    boolean sure = certainty.get() == Certainty.CERTAIN;
    Map<String, String> fields = sure ? raised.fields() : raised.alert().group();
    List<RoutedMatch> matches = new ArrayList<>(takers.size());
    Map<String, Integer> ungrouped = new HashMap<>();
    for (Correlation taker : takers) {
      Optional<Projection> taken = Projection.of(taker, rule, fields::get);
      if (taken.isPresent()) {
        MatchedEvent event = event(raised.alert(), certainty.get(), taken.get());
        matches.add(RoutedMatch.of(taker, generation, taken.get().group(), event));
      } else if (sure) {
        ungrouped.put(taker.key(), 1);
      }
    }
    return new Routed(matches, ungrouped);
  }

  private static Optional<Certainty> certainty(Alert alert) {
    return switch (alert.state()) {
      case PROVISIONAL -> Optional.of(Certainty.PROVISIONAL);
      case WITHDRAWN -> Optional.of(Certainty.WITHDRAWN);
      case FINAL -> Optional.of(Certainty.CERTAIN);
      case CONFIRMED, CLOSED -> Optional.empty();
    };
  }

  private static MatchedEvent event(Alert alert, Certainty certainty, Projection taken) {
    return new MatchedEvent(
        alert.id(),
        alert.time(),
        alert.observed(),
        List.of(alert.rule().id()),
        taken.value(),
        taken.fields(),
        certainty,
        alert.entities(),
        alert.classification());
  }
}

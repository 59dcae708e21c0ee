package io.pixelated.streams.correlation.detect;

import io.pixelated.streams.correlation.Certainty;
import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Projection;
import io.pixelated.streams.correlation.Routed;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.events.SecurityEvent;
import io.pixelated.streams.ingest.ParsedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ways of one event to the groups of correlations whose rules matched it. */
final class EventRouter {
  private final ParsedEvent parsed;
  private final SecurityEvent event;
  private final Map<Place, Taken> places = new LinkedHashMap<>();
  private final Map<String, Integer> ungrouped = new HashMap<>();

  /** One group of one correlation. */
  private record Place(Correlation correlation, List<String> group) {}

  /** What a group takes of the event, through which rules. */
  private static final class Taken {
    private final List<String> rules = new ArrayList<>(1);
    private String first;
    private Projection projection;

    /** If rules give different values to one event, those by the first key count. */
    void add(String rule, Projection taken) {
      rules.add(rule);
      if (first == null || rule.compareTo(first) < 0) {
        first = rule;
        projection = taken;
      }
    }
  }

  EventRouter(ParsedEvent parsed, SecurityEvent event) {
    this.parsed = parsed;
    this.event = event;
  }

  /** Takes note that the rule of this key matched the event. */
  void matched(String rule, Rulebook rulebook) {
    for (Correlation correlation : rulebook.takersOf(rule)) {
      Optional<Projection> taken = Projection.of(correlation, rule, parsed::first);
      if (taken.isEmpty()) {
        ungrouped.merge(correlation.key(), 1, Integer::sum);
      } else {
        places
            .computeIfAbsent(new Place(correlation, taken.get().group()), p -> new Taken())
            .add(rule, taken.get());
      }
    }
  }

  /**
   * The event on all its ways.
   *
   * @param generation number of the rule set that decides
   */
  Routed routed(long generation) {
    if (places.isEmpty() && ungrouped.isEmpty()) {
      return Routed.NOWHERE;
    }
    List<RoutedMatch> matches = new ArrayList<>(places.size());
    places.forEach(
        (place, taken) ->
            matches.add(
                RoutedMatch.of(place.correlation(), generation, place.group(), match(taken))));
    return new Routed(matches, ungrouped);
  }

  private MatchedEvent match(Taken taken) {
    return new MatchedEvent(
        event.id(),
        event.time(),
        event.origin().timestamp(),
        taken.rules,
        taken.projection.value(),
        taken.projection.fields(),
        Certainty.CERTAIN,
        event.entities(),
        event.classification());
  }
}

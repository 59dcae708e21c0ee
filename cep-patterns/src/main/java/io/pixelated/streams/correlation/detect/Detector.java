package io.pixelated.streams.correlation.detect;

import io.pixelated.streams.correlation.Certainty;
import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.events.Detection;
import io.pixelated.streams.events.Ids;
import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.events.SecurityEvent;
import io.pixelated.streams.ingest.ParsedEvent;
import io.pixelated.streams.sigma.match.RuleMatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs the detection rules of a rulebook over events. Not safe for use by several threads. */
public final class Detector {
  /** Characters of a field's values that a detection repeats. */
  private static final int LONGEST_VALUE = 4096;

  private final Rulebook rulebook;

  /** The group of one correlation that an event falls into. */
  private record Place(Correlation correlation, List<String> group, String value) {}

  public Detector(Rulebook rulebook) {
    this.rulebook = Objects.requireNonNull(rulebook, "rulebook");
  }

  /** What the rules make of {@code parsed}, which {@code event} describes; late if it is stale. */
  public Detected detect(ParsedEvent parsed, SecurityEvent event) {
    return detect(parsed, event, event.stale());
  }

  /**
   * What the rules make of {@code parsed}, which {@code event} describes.
   *
   * @param late whether the event is to be left out of windows
   */
  public Detected detect(ParsedEvent parsed, SecurityEvent event, boolean late) {
    List<RuleMatch> matches = rulebook.detectionRules().match(parsed);
    if (matches.isEmpty()) {
      return Detected.NOTHING;
    }
    List<Detection> detections = new ArrayList<>(matches.size());
    Map<Place, List<String>> places = new LinkedHashMap<>();
    int ungrouped = 0;
    for (RuleMatch match : matches) {
      String rule = match.rule().key();
      detections.add(detection(match, event, late));
      if (late) {
        continue;
      }
      for (Correlation correlation : rulebook.takersOf(rule)) {
        Place place = place(correlation, rule, parsed);
        if (place == null) {
          ungrouped++;
        } else {
          places.computeIfAbsent(place, p -> new ArrayList<>()).add(rule);
        }
      }
    }
    List<RoutedMatch> routed = new ArrayList<>(places.size());
    places.forEach((place, rules) -> routed.add(routed(place, rules, event)));
    return new Detected(detections, routed, ungrouped);
  }

  private Detection detection(RuleMatch match, SecurityEvent event, boolean late) {
    RuleRef rule = rulebook.ref(match.rule().key());
    Map<String, String> fields = new HashMap<>();
    match
        .fields()
        .forEach((field, values) -> fields.put(field, clipped(String.join(", ", values))));
    return new Detection(
        Ids.of("detection", rule.id(), event.id()),
        rule,
        event.id(),
        event.region(),
        event.time(),
        late,
        event.origin(),
        event.source(),
        event.entities(),
        event.classification(),
        fields,
        rulebook.standalone(rule.id()));
  }

  /** The event keeps the whole value; a detection only explains itself by it. */
  private static String clipped(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + '…';
  }

  /** Null if the event lacks a field. */
  private static Place place(Correlation correlation, String rule, ParsedEvent event) {
    List<String> group = values(correlation, correlation.grouping().fields(), rule, event);
    List<String> counted = values(correlation, correlation.valueFields(), rule, event);
    return group == null || counted == null ? null : new Place(correlation, group, tuple(counted));
  }

  /** Null if one of the fields is not there. */
  private static List<String> values(
      Correlation correlation, List<String> names, String rule, ParsedEvent event) {
    List<String> values = new ArrayList<>(names.size());
    for (String name : names) {
      String value = event.first(correlation.grouping().field(name, rule));
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return values;
  }

  /** Several values as one, so that different values make different ones. */
  private static String tuple(List<String> values) {
    if (values.size() < 2) {
      return values.isEmpty() ? "" : values.get(0);
    }
    StringBuilder tuple = new StringBuilder();
    values.forEach(value -> tuple.append(value.length()).append(':').append(value));
    return tuple.toString();
  }

  private static RoutedMatch routed(Place place, List<String> rules, SecurityEvent event) {
    MatchedEvent matched =
        new MatchedEvent(
            event.id(),
            event.time(),
            event.origin().timestamp(),
            rules,
            place.value(),
            Map.of(),
            Certainty.CERTAIN,
            event.entities(),
            event.classification());
    return RoutedMatch.of(place.correlation(), 0, place.group(), matched);
  }
}

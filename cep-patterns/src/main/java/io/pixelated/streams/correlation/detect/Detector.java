package io.pixelated.streams.correlation.detect;

import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.events.Detection;
import io.pixelated.streams.events.Ids;
import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.events.SecurityEvent;
import io.pixelated.streams.ingest.ParsedEvent;
import io.pixelated.streams.sigma.match.RuleMatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs the detection rules of a rulebook over events. Not safe for use by several threads. */
public final class Detector {
  /** Characters of a field's values that a detection repeats. */
  private static final int LONGEST_VALUE = 4096;

  private final Rulebook rulebook;
  private final long generation;

  public Detector(Rulebook rulebook) {
    this(rulebook, 0);
  }

  /**
   * A detector where rules change.
   *
   * @param generation number of the rule set, which goes along with what is routed
   */
  public Detector(Rulebook rulebook, long generation) {
    this.rulebook = Objects.requireNonNull(rulebook, "rulebook");
    this.generation = generation;
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
    EventRouter router = new EventRouter(parsed, event);
    for (RuleMatch match : matches) {
      detections.add(detection(match, event, late));
      if (!late) {
        router.matched(match.rule().key(), rulebook);
      }
    }
    return new Detected(detections, router.routed(generation));
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
}

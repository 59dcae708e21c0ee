package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.Firing;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes alerts of firings. */
final class AlertFactory {
  private final String region;
  private final Limits limits;

  AlertFactory(String region, Limits limits) {
    this.region = region;
    this.limits = limits;
  }

  /** The alert of {@code firing}; the same events give the same alert. */
  Alert alert(Correlation rule, List<String> group, Firing firing, AlertState state) {
    List<MatchedEvent> events = firing.events();
    List<MatchedEvent> latest =
        events.subList(Math.max(0, events.size() - limits.evidence()), events.size());
    Set<Entity> entities = new LinkedHashSet<>();
    long observed = Long.MIN_VALUE;
    List<MatchedEvent> about = firing.about();
    for (int i = about.size() - 1; i >= 0; i--) {
      MatchedEvent event = about.get(i);
      observed = Math.max(observed, event.observed());
      for (Entity entity : event.entities()) {
        if (entities.size() < limits.entities()) {
          entities.add(entity);
        }
      }
    }
    return new Alert(
        id(rule, group, firing.time()),
        rule.ref(),
        rule.meaning(),
        state,
        region,
        firing.time(),
        firing.from(),
        named(rule, group),
        firing.count(),
        latest.stream().map(MatchedEvent::id).toList(),
        entities.stream().sorted().toList(),
        firing.classification(),
        observed,
        rule.standalone(),
        firing.tied(),
        "",
        0);
  }

  /**
   * What {@code alert} is as an event: its group, and the fields on which its events agree; without
   * events, its group alone.
   */
  static Map<String, String> fields(Correlation rule, Alert alert, Firing firing) {
    if (rule.carried().isEmpty()) {
      return alert.group();
    }
    List<MatchedEvent> events = firing.events();
    Map<String, String> fields = new HashMap<>();
    for (String name : rule.carried()) {
      String value = events.isEmpty() ? null : events.get(0).fields().get(name);
      if (value != null
          && events.stream().allMatch(event -> value.equals(event.fields().get(name)))) {
        fields.put(name, value);
      }
    }
    fields.putAll(alert.group());
    return fields;
  }

  /** The id of what {@code rule} raises for a group at a time. */
  static String id(Correlation rule, List<String> group, long time) {
    List<String> parts = new ArrayList<>(List.of(rule.key(), rule.meaning()));
    parts.addAll(group);
    parts.add(Long.toString(time));
    return Ids.of("alert", parts.toArray(String[]::new));
  }

  private static Map<String, String> named(Correlation rule, List<String> group) {
    Map<String, String> named = new LinkedHashMap<>();
    List<String> fields = rule.grouping().fields();
    for (int i = 0; i < fields.size(); i++) {
      named.put(fields.get(i), group.get(i));
    }
    return named;
  }
}

package io.pixelated.streams.correlation.conformance;

import io.pixelated.streams.correlation.conformance.ConformanceCase.Event;
import io.pixelated.streams.correlation.conformance.ConformanceCase.Fired;
import io.pixelated.streams.correlation.conformance.ReferenceRules.Correlation;
import io.pixelated.streams.correlation.conformance.ReferenceWindow.Firing;
import io.pixelated.streams.correlation.conformance.ReferenceWindow.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The semantics of the suite, evaluated slowly and plainly over the full set of events. It shares
 * no code with the engine.
 */
final class Reference {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final Set<String> NUMERIC =
      Set.of("value_sum", "value_avg", "value_percentile", "value_median");

  private final ConformanceCase given;
  private final ReferenceRules rules;
  private final Map<String, List<Item>> matches = new HashMap<>();
  private final Map<String, Map<String, Long>> leftOut = new TreeMap<>();
  private final List<Fired> alerts = new ArrayList<>();

  /**
   * An event or an inner alert.
   *
   * @param base ids of the events that it is or rests on
   */
  private record Item(String id, long time, Map<String, String> fields, Set<String> base) {}

  private Reference(ConformanceCase given) {
    this.given = given;
    this.rules =
        new ReferenceRules(List.of(CaseFiles.detections(), given.rules()), given.rejected());
  }

  /** What the suite expects: final alerts, and per rule what is left out and why. */
  record Outcome(List<Fired> alerts, Map<String, Map<String, Long>> leftOut) {}

  static Outcome of(ConformanceCase given) {
    Reference reference = new Reference(given);
    reference.detect();
    reference.rules.inOrder().forEach(reference::correlate);
    return new Outcome(reference.alerts, reference.leftOut);
  }

  private void detect() {
    long latest = Long.MIN_VALUE;
    Set<String> known = new HashSet<>();
    for (Event event : given.events()) {
      boolean late = latest != Long.MIN_VALUE && event.time() < latest - given.bound();
      latest = Math.max(latest, event.time());
      boolean repeated = !late && !known.add(event.id());
      for (Map.Entry<String, Map<String, Set<String>>> rule : rules.detections().entrySet()) {
        boolean matched =
            rule.getValue().entrySet().stream()
                .allMatch(s -> s.getValue().contains(event.fields().getOrDefault(s.getKey(), "")));
        if (matched && !repeated) {
          Item item = new Item(event.id(), event.time(), event.fields(), Set.of(event.id()));
          String key = late ? rule.getKey() + "/late" : rule.getKey();
          matches.computeIfAbsent(key, k -> new ArrayList<>()).add(item);
        }
      }
    }
  }

  private void correlate(Correlation rule) {
    Map<List<String>, Map<String, Member>> groups = new LinkedHashMap<>();
    Map<String, Item> items = new HashMap<>();
    for (String key : rule.rules()) {
      count(rule, "late", matches.getOrDefault(key + "/late", List.of()).size());
      for (Item item : matches.getOrDefault(key, List.of())) {
        Optional<List<String>> group = values(rule, key, rule.groupBy(), item);
        Optional<List<String>> value = values(rule, key, rule.fields(), item);
        if (group.isEmpty() || value.isEmpty()) {
          count(rule, "ungrouped", 1);
          continue;
        }
        if (NUMERIC.contains(rule.type()) && !NUMBER.matcher(value.get().get(0)).matches()) {
          count(rule, "not-a-number", 1);
          continue;
        }
        items.put(item.id(), item);
        String text = value.get().size() == 1 ? value.get().get(0) : value.get().toString();
        groups
            .computeIfAbsent(group.get(), g -> new LinkedHashMap<>())
            .merge(
                item.id(),
                new Member(item.id(), item.time(), Set.of(key), text),
                Reference::merged);
      }
    }
    groups.forEach(
        (group, members) -> {
          List<Member> ordered = new ArrayList<>(members.values());
          ordered.sort(Comparator.comparingLong(Member::time));
          new ReferenceWindow(rule, ordered, given.end())
              .firings()
              .forEach(firing -> raise(rule, group, firing, items));
        });
  }

  private static Member merged(Member left, Member right) {
    Set<String> both = new HashSet<>(left.rules());
    both.addAll(right.rules());
    return new Member(left.id(), left.time(), both, left.value());
  }

  private static Optional<List<String>> values(
      Correlation rule, String key, List<String> names, Item item) {
    List<String> values = new ArrayList<>();
    for (String name : names) {
      String value = item.fields().get(rule.field(name, key));
      if (value == null) {
        return Optional.empty();
      }
      values.add(value);
    }
    return Optional.of(values);
  }

  private void raise(Correlation rule, List<String> group, Firing firing, Map<String, Item> items) {
    List<Item> constituents = firing.events().stream().map(e -> items.get(e.id())).toList();
    Map<String, String> fields = agreed(constituents);
    Map<String, String> named = new TreeMap<>();
    for (int i = 0; i < group.size(); i++) {
      named.put(rule.groupBy().get(i), group.get(i));
    }
    fields.putAll(named);
    Set<String> base = new LinkedHashSet<>();
    constituents.forEach(item -> base.addAll(item.base()));
    String id = rule.key() + named + firing.time();
    matches
        .computeIfAbsent(rule.key(), k -> new ArrayList<>())
        .add(new Item(id, firing.time(), fields, base));
    alerts.add(
        new Fired(
            rule.name(),
            firing.time(),
            named,
            firing.count(),
            List.copyOf(base),
            firing.suppressed(),
            firing.tied()));
  }

  /** The fields that all constituents have with the same value. */
  private static Map<String, String> agreed(List<Item> constituents) {
    Map<String, String> fields = new HashMap<>();
    if (!constituents.isEmpty()) {
      fields.putAll(constituents.get(0).fields());
      constituents.forEach(item -> fields.entrySet().retainAll(item.fields().entrySet()));
    }
    return fields;
  }

  private void count(Correlation rule, String reason, long events) {
    if (events > 0) {
      leftOut.computeIfAbsent(rule.name(), r -> new TreeMap<>()).merge(reason, events, Long::sum);
    }
  }
}

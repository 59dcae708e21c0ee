package io.pixelated.streams.correlation.conformance;

import io.pixelated.streams.correlation.conformance.ConformanceCase.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Cases made up by a seed: rules of every type, chains of them, and events that meet the borders of
 * their windows. Times are whole seconds, so that much falls together.
 */
final class RandomCases {
  private static final List<String> DETECTIONS =
      List.of("a", "b", "c", "failed", "success", "login", "big");
  private static final List<String> KINDS = List.of("a", "b", "c", "failed", "success");
  private static final List<String> VALUES =
      List.of("1", "2", "3", "-2", "0.5", "'4.25'", "10", "'1e1'", "x", "");
  private static final List<String> RISING = List.of("gt", "gte");
  private static final List<String> COMPARISONS = List.of("gt", "gte", "lt", "lte", "eq", "neq");

  private final Random random;
  private final List<String> documents = new ArrayList<>();
  private final Map<String, Integer> depths = new LinkedHashMap<>();

  private RandomCases(long seed) {
    this.random = new Random(seed);
  }

  static ConformanceCase of(long seed) {
    return new RandomCases(seed).make(seed);
  }

  private ConformanceCase make(long seed) {
    DETECTIONS.forEach(rule -> depths.put(rule, 0));
    int rules = 1 + random.nextInt(4);
    for (int i = 0; i < rules; i++) {
      correlation("r" + i);
    }
    List<Event> events = events();
    boolean lossy = random.nextInt(4) == 0;
    long bound = lossy ? 1000L * random.nextInt(12) : 3_600_000;
    return new ConformanceCase(
        "seed " + seed,
        "random",
        List.of(),
        List.of(),
        String.join("---\n", documents),
        bound,
        lossy ? disordered(events) : events,
        random.nextInt(3) == 0
            ? OptionalLong.of(CaseFiles.ZERO + 1000L * random.nextInt(400))
            : OptionalLong.empty(),
        !lossy,
        List.of(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        List.of());
  }

  private void correlation(String name) {
    List<String> known =
        depths.entrySet().stream().filter(e -> e.getValue() < 4).map(Map.Entry::getKey).toList();
    // later rules are chosen more often, so that chains are deep
    List<String> rules = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    while (rules.size() < count) {
      String rule =
          random.nextInt(3) == 0 ? known.get(known.size() - 1) : known.get(pick(known.size()));
      if (!rules.contains(rule)) {
        rules.add(rule);
      } else {
        count--;
      }
    }
    String type =
        one(
            "event_count",
            "event_count",
            "value_count",
            "value_sum",
            "value_avg",
            "value_percentile",
            "value_median",
            "temporal",
            "temporal_ordered");
    StringBuilder text =
        new StringBuilder(
            """
            title: %s
            name: %s
            correlation:
                type: %s
                rules: %s
                timespan: %ds
            """
                .formatted(name, name, type, rules, 2 + random.nextInt(14)));
    grouping(text, rules);
    if (random.nextBoolean()) {
      text.append("    suppress: ").append(one("0s", "1s", "5s", "40s")).append('\n');
    }
    condition(type, rules).ifPresent(c -> text.append("    condition: ").append(c).append('\n'));
    documents.add(text.append("level: low\n").toString());
    depths.put(name, 1 + rules.stream().mapToInt(depths::get).max().orElseThrow());
  }

  private void grouping(StringBuilder text, List<String> rules) {
    switch (random.nextInt(4)) {
      case 0 -> {}
      case 1 -> text.append("    group-by: [user, host]\n");
      case 2 -> {
        text.append("    group-by: [who]\n    aliases:\n        who:\n");
        for (String rule : rules) {
          text.append("            %s: %s%n".formatted(rule, one("user", "host", "who")));
        }
      }
      default -> text.append("    group-by: [user]\n");
    }
  }

  private Optional<String> condition(String type, List<String> rules) {
    return switch (type) {
      case "event_count" -> Optional.of("{" + bounds(4, COMPARISONS) + "}");
      case "value_count" ->
          Optional.of(
              "{field: %s, %s}".formatted(one("host", "[host, n]"), bounds(3, COMPARISONS)));
      case "value_percentile" ->
          Optional.of(
              "{field: n, percentile: %s, %s}"
                  .formatted(one("0", "25", "50", "90", "99.5", "100"), bounds(6, COMPARISONS)));
      case "temporal", "temporal_ordered" ->
          switch (random.nextInt(3)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of("{" + bounds(rules.size(), COMPARISONS) + "}");
            default -> Optional.of(expression(rules));
          };
      default -> Optional.of("{field: n, " + bounds(8, COMPARISONS) + "}");
    };
  }

  private String bounds(int most, List<String> comparisons) {
    String first = one(random.nextInt(3) == 0 ? RISING : comparisons);
    String limit = (random.nextInt(most) + 1) + one("", "", ".5");
    if (random.nextInt(4) == 0) {
      String second = one(comparisons);
      if (!second.equals(first)) {
        return "%s: %s, %s: %d".formatted(first, limit, second, random.nextInt(most) + 2);
      }
    }
    return first + ": " + limit;
  }

  /** An expression that needs one of the rules and may hold. */
  private String expression(List<String> rules) {
    Map<String, String> keys = rules.stream().collect(Collectors.toMap(r -> r, r -> r));
    while (true) {
      String text = anyExpression(rules);
      boolean mayHold =
          ReferenceExpression.parse(text, keys).terms().stream()
              .anyMatch(term -> Collections.disjoint(term.present(), term.absent()));
      if (mayHold) {
        return text;
      }
    }
  }

  private String anyExpression(List<String> rules) {
    String needed = one(rules);
    String free = part(rules, 2);
    return random.nextBoolean()
        ? needed + " and (" + free + ")"
        : "(" + needed + " and not " + one(rules) + ") or (" + one(rules) + " and " + free + ")";
  }

  private String part(List<String> rules, int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return (random.nextInt(3) == 0 ? "not " : "") + one(rules);
    }
    return "(%s %s %s)".formatted(part(rules, depth - 1), one("and", "or"), part(rules, depth - 1));
  }

  private List<Event> events() {
    List<Event> events = new ArrayList<>();
    long time = CaseFiles.ZERO + 1000;
    int count = 10 + random.nextInt(40);
    for (int i = 0; i < count; i++) {
      if (!events.isEmpty() && random.nextInt(15) == 0) {
        events.add(one(events));
        continue;
      }
      time += 1000L * (random.nextInt(10) == 0 ? random.nextInt(40) : random.nextInt(4));
      events.add(event("e" + i, time));
    }
    return events;
  }

  private Event event(String id, long time) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("kind", random.nextInt(12) == 0 ? "nothing" : one(KINDS));
    if (random.nextInt(4) == 0) {
      fields.put("mark", "big");
    }
    if (random.nextInt(20) > 0) {
      fields.put("user", one("u1", "u1", "u2"));
    }
    if (random.nextInt(20) > 0) {
      fields.put("host", one("h1", "h2", "u1"));
    }
    String number = one(VALUES);
    String members =
        fields.entrySet().stream()
            .map(e -> Plain.quoted(e.getKey()) + ":" + Plain.quoted(e.getValue()))
            .collect(Collectors.joining(","));
    if (!number.isEmpty()) {
      String plain = number.replace("'", "");
      fields.put("n", plain);
      boolean text = !plain.equals(number) || plain.equals("x");
      members += ",\"n\":" + (text ? Plain.quoted(plain) : plain);
    }
    return new Event(id, time, members, fields);
  }

  /** The same with delays, by some of which events are late. */
  private List<Event> disordered(List<Event> events) {
    record Arrival(Event event, long at) {}
    List<Arrival> arrivals = new ArrayList<>();
    events.forEach(e -> arrivals.add(new Arrival(e, e.time() + 1000L * random.nextInt(14))));
    Collections.shuffle(arrivals, random);
    arrivals.sort(Comparator.comparingLong(Arrival::at));
    return arrivals.stream().map(Arrival::event).toList();
  }

  private int pick(int size) {
    return random.nextInt(size);
  }

  private String one(String... choices) {
    return choices[pick(choices.length)];
  }

  private <T> T one(List<T> choices) {
    return choices.get(pick(choices.size()));
  }
}

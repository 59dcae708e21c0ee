package io.pixelated.streams.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A detection rule, with the filters of its file that are for it. */
public final class Rule {

  private final Map<String, Object> document;
  private final Detection detection;
  private final List<Detection> filters = new ArrayList<>();

  private Rule(Map<String, Object> document, Map<String, List<String>> placeholders) {
    this.document = document;
    this.detection = new Detection(map(document, "detection"), placeholders);
  }

  /**
   * The detection rules of a file.
   *
   * @param placeholders the values of each
   * @throws RuntimeException if the file is not as it should be
   */
  public static List<Rule> read(String yaml, Map<String, List<String>> placeholders) {
    List<Map<String, Object>> documents = Documents.read(yaml);
    List<Rule> rules = new ArrayList<>();
    for (Map<String, Object> document : documents) {
      if (document.containsKey("detection")) {
        rules.add(new Rule(document, placeholders));
      }
    }
    for (Map<String, Object> document : documents) {
      if (document.containsKey("filter")) {
        rules.stream()
            .filter(rule -> rule.isMeantBy(document))
            .forEach(
                rule -> rule.filters.add(new Detection(map(document, "filter"), placeholders)));
      }
    }
    return rules;
  }

  /** What the rule says about itself under {@code key}; null if nothing. */
  public Object get(String key) {
    return document.get(key);
  }

  /** Whether the rule is for events of these products, categories and services (lower case). */
  public boolean isFor(Set<String> products, Set<String> categories, Set<String> services) {
    Map<String, Object> source = map(document, "logsource");
    return isAmong(source.get("product"), products)
        && isAmong(source.get("category"), categories)
        && isAmong(source.get("service"), services);
  }

  public boolean matches(Event event) {
    return detection.matches(event) && filters.stream().allMatch(filter -> filter.matches(event));
  }

  private static boolean isAmong(Object wanted, Set<String> names) {
    return wanted == null || names.contains(wanted.toString().toLowerCase(Locale.ROOT));
  }

  private boolean isMeantBy(Map<String, Object> filter) {
    Map<String, Object> mine = map(document, "logsource");
    for (Map.Entry<String, Object> part : map(filter, "logsource").entrySet()) {
      Object other = mine.get(part.getKey());
      if (other == null || !other.toString().equalsIgnoreCase(part.getValue().toString())) {
        return false;
      }
    }
    Object rules = map(filter, "filter").get("rules");
    List<?> named = rules instanceof List<?> list ? list : List.of(rules);
    return rules.equals("any") || named.contains(get("id")) || named.contains(get("name"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> document, String key) {
    return (Map<String, Object>) document.get(key);
  }

  /** Selections and a condition over them. */
  private static final class Detection {
    private static final Set<String> OTHER_KEYS = Set.of("condition", "timeframe", "rules");

    private final Map<String, Predicate<Event>> selections = new LinkedHashMap<>();
    private final List<Predicate<Predicate<String>>> conditions = new ArrayList<>();

    Detection(Map<String, Object> detection, Map<String, List<String>> placeholders) {
      detection.forEach(
          (name, definition) -> {
            if (!OTHER_KEYS.contains(name)) {
              selections.put(name, selection(definition, placeholders));
            }
          });
      Object condition = detection.get("condition");
      for (Object text : condition instanceof List<?> list ? list : List.of(condition)) {
        conditions.add(Expression.parse(text.toString(), selections.keySet()));
      }
    }

    boolean matches(Event event) {
      return conditions.stream()
          .anyMatch(condition -> condition.test(name -> selections.get(name).test(event)));
    }

    private static Predicate<Event> selection(
        Object definition, Map<String, List<String>> placeholders) {
      if (definition instanceof Map<?, ?> map) {
        List<Predicate<Event>> items = new ArrayList<>();
        map.forEach((key, value) -> items.add(Item.of(key.toString(), value, placeholders)));
        return event -> items.stream().allMatch(item -> item.test(event));
      }
      if (definition instanceof List<?> list) {
        List<Predicate<Event>> any = new ArrayList<>();
        list.forEach(member -> any.add(selection(member, placeholders)));
        return event -> any.stream().anyMatch(member -> member.test(event));
      }
      return Item.of("", definition, placeholders);
    }
  }
}

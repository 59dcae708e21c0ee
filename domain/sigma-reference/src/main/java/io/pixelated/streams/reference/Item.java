package io.pixelated.streams.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** One line of a selection: a field with modifiers, and what it is compared with. */
final class Item {

  private static final Set<String> COMPARISONS = Set.of("gt", "gte", "lt", "lte");
  private static final Set<String> TIMES = Set.of("minute", "hour", "day", "week", "month", "year");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private final String field;
  private final List<String> modifiers;
  private final Map<String, List<String>> placeholders;

  private Item(String key, Map<String, List<String>> placeholders) {
    List<String> words = Arrays.asList(key.split("\\|", -1));
    this.field = words.get(0);
    this.modifiers = words.subList(1, words.size());
    this.placeholders = placeholders;
  }

  static Predicate<Event> of(String key, Object wanted, Map<String, List<String>> placeholders) {
    Item item = new Item(key, placeholders);
    List<Predicate<Event>> single = new ArrayList<>();
    for (Object value : wanted instanceof List<?> list ? list : Arrays.asList(wanted)) {
      single.add(item.single(value));
    }
    Predicate<Event> together =
        item.modifiers.contains("all")
            ? event -> single.stream().allMatch(one -> one.test(event))
            : event -> single.stream().anyMatch(one -> one.test(event));
    return item.modifiers.contains("neq") ? together.negate() : together;
  }

  private Predicate<Event> single(Object wanted) {
    if (field.isEmpty()) {
      Predicate<String> found =
          texts(wanted instanceof String text ? text : wanted.toString(), true);
      return event -> event.all().stream().anyMatch(v -> !v.isNull() && found.test(v.text()));
    }
    if (modifiers.contains("exists")) {
      return event -> wanted.equals(event.values(field) != null);
    }
    if (wanted == null) {
      return event ->
          event.values(field) == null
              || event.values(field).isEmpty()
              || event.values(field).stream().anyMatch(Value::isNull);
    }
    if (modifiers.contains("fieldref")) {
      return event ->
          values(event, field).stream()
              .anyMatch(
                  left ->
                      values(event, plain(wanted.toString())).stream()
                          .anyMatch(right -> relates(left.text(), right.text())));
    }
    Predicate<Value> holds = onValue(wanted);
    return event -> values(event, field).stream().anyMatch(holds);
  }

  /** The values of a field except nulls, which equal nothing. */
  private static List<Value> values(Event event, String field) {
    List<Value> values = event.values(field);
    return values == null ? List.of() : values.stream().filter(v -> !v.isNull()).toList();
  }

  private Predicate<Value> onValue(Object wanted) {
    if (modifiers.stream().anyMatch(TIMES::contains)) {
      String part = modifiers.stream().filter(TIMES::contains).findFirst().orElseThrow();
      BigDecimal limit = new BigDecimal(wanted.toString());
      return value -> {
        BigDecimal found = Times.part(part, value);
        return found != null && compares(found, limit);
      };
    }
    if (wanted instanceof Number) {
      BigDecimal limit = new BigDecimal(wanted.toString());
      return value -> {
        BigDecimal found = number(value.text());
        return found != null && compares(found, limit);
      };
    }
    if (wanted instanceof Boolean) {
      return value -> value.text().equalsIgnoreCase(wanted.toString());
    }
    if (modifiers.contains("cidr")) {
      return value -> Networks.contains((String) wanted, value.text());
    }
    Predicate<String> texts = texts((String) wanted, false);
    return value -> texts.test(value.text());
  }

  /** The number that a text is; null if it is none. */
  static BigDecimal number(String text) {
    return text.length() <= 64 && NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
  }

  private boolean compares(BigDecimal number, BigDecimal limit) {
    int order = number.compareTo(limit);
    String comparison =
        modifiers.stream().filter(COMPARISONS::contains).findFirst().orElse("equal");
    return switch (comparison) {
      case "gt" -> order > 0;
      case "gte" -> order >= 0;
      case "lt" -> order < 0;
      case "lte" -> order <= 0;
      default -> order == 0;
    };
  }

  private boolean relates(String left, String right) {
    String regex = Pattern.quote(right);
    if (modifiers.contains("contains") || modifiers.contains("startswith")) {
      regex = regex + ".*";
    }
    if (modifiers.contains("contains") || modifiers.contains("endswith")) {
      regex = ".*" + regex;
    }
    return Pattern.compile(regex, Text.flags(modifiers)).matcher(left).matches();
  }

  /** Whether a text is one of those that {@code raw} means. */
  private Predicate<String> texts(String raw, boolean anywhere) {
    List<Pattern> patterns = new ArrayList<>();
    for (String expanded : expanded(raw)) {
      patterns.addAll(
          modifiers.contains("re")
              ? List.of(Text.regex(expanded, modifiers))
              : Text.patterns(expanded, modifiers, anywhere));
    }
    boolean search = modifiers.contains("re");
    return text ->
        patterns.stream()
            .map(pattern -> pattern.matcher(text))
            .anyMatch(matcher -> search ? matcher.find() : matcher.matches());
  }

  private List<String> expanded(String raw) {
    if (!modifiers.contains("expand")) {
      return List.of(raw);
    }
    // escapes are put out of the way first
    String escaped = raw.replace("\\\\", "\ue000").replace("\\%", "\ue001");
    return substituted(escaped).stream()
        .map(text -> text.replace("\ue000", "\\\\").replace("\ue001", "%"))
        .toList();
  }

  private List<String> substituted(String raw) {
    List<String> texts = List.of(raw);
    for (Map.Entry<String, List<String>> placeholder : placeholders.entrySet()) {
      List<String> next = new ArrayList<>();
      for (String text : texts) {
        String name = "%" + placeholder.getKey() + "%";
        if (text.contains(name)) {
          placeholder.getValue().forEach(value -> next.add(text.replace(name, value)));
        } else {
          next.add(text);
        }
      }
      texts = next;
    }
    return texts;
  }

  private static String plain(String raw) {
    StringBuilder text = new StringBuilder();
    Text.symbols(raw).forEach(text::appendCodePoint);
    return text.toString();
  }
}

package io.pixelated.streams.sigma.predicate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values that stand for the {@code %placeholders%} of rules that use {@code expand}. */
public final class Placeholders {

  public static final Placeholders NONE = new Placeholders(Map.of());

  /** Stands for values that come later: every placeholder stays as it is written. */
  public static final Placeholders LATER = new Placeholders(Map.of());

  /** A backslash keeps its meaning for what follows it: {@code \%} is a plain percent sign. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\\\(.)|%([^%\\s]+)%", Pattern.DOTALL);

  private static final int MAX_PLACEHOLDERS = 20;
  private static final int MAX_EXPANSIONS = 10_000;
  private static final int MAX_CHARACTERS = 10_000_000;

  private final Map<String, List<String>> values;

  /**
   * Placeholders with values.
   *
   * @param values per placeholder name, without percent signs, Sigma values (wildcards allowed)
   */
  public Placeholders(Map<String, List<String>> values) {
    Map<String, List<String>> copy = new HashMap<>();
    values.forEach((name, list) -> copy.put(name, List.copyOf(list)));
    this.values = Map.copyOf(copy);
  }

  /**
   * Every text that {@code raw} stands for.
   *
   * @throws InvalidItem if it has a placeholder without values
   */
  List<String> expand(String raw) {
    if (this == LATER) {
      return List.of(raw);
    }
    Matcher matcher = PLACEHOLDER.matcher(raw);
    List<String> heads = List.of("");
    StringBuilder plain = new StringBuilder();
    int from = 0;
    int count = 0;
    while (matcher.find()) {
      plain.append(raw, from, matcher.start());
      from = matcher.end();
      if (matcher.group(2) == null) {
        plain.append(matcher.group(1).equals("%") ? "%" : matcher.group());
        continue;
      }
      if (++count > MAX_PLACEHOLDERS) {
        throw new InvalidItem("a value has more than " + MAX_PLACEHOLDERS + " placeholders");
      }
      heads = combine(heads, plain.toString(), valuesOf(matcher.group(2)));
      plain.setLength(0);
    }
    String tail = plain.append(raw, from, raw.length()).toString();
    return heads.stream().map(head -> head + tail).toList();
  }

  private List<String> valuesOf(String name) {
    List<String> given = values.get(name);
    if (given == null || given.isEmpty()) {
      throw new InvalidItem(
          "placeholder %" + name + "% has no values; give it values or remove the rule");
    }
    return given;
  }

  private static List<String> combine(List<String> heads, String plain, List<String> given) {
    long characters = 0;
    List<String> combined = new ArrayList<>();
    for (String head : heads) {
      for (String value : given) {
        characters += head.length() + plain.length() + value.length();
        if (combined.size() >= MAX_EXPANSIONS || characters > MAX_CHARACTERS) {
          throw new InvalidItem(
              "the placeholders of one value expand to more than " + MAX_EXPANSIONS + " texts");
        }
        combined.add(head + plain + value);
      }
    }
    return combined;
  }
}

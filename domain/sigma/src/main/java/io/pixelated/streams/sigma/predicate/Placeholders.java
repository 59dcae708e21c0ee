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

  private static final Pattern PLACEHOLDER = Pattern.compile("%([^%\\s]+)%");
  private static final int MAX_EXPANSIONS = 10_000;

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
    Matcher matcher = PLACEHOLDER.matcher(raw);
    if (!matcher.find()) {
      return List.of(raw);
    }
    List<String> given = values.get(matcher.group(1));
    if (given == null || given.isEmpty()) {
      throw new InvalidItem(
          "placeholder %"
              + matcher.group(1)
              + "% has no values; give it values or remove the rule");
    }
    List<String> expanded = new ArrayList<>();
    for (String tail : expand(raw.substring(matcher.end()))) {
      for (String value : given) {
        if (expanded.size() >= MAX_EXPANSIONS) {
          throw new InvalidItem(
              "the placeholders of one value expand to more than " + MAX_EXPANSIONS + " texts");
        }
        expanded.add(raw.substring(0, matcher.start()) + value + tail);
      }
    }
    return expanded;
  }
}

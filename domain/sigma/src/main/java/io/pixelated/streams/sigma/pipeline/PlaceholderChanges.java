package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.RuleValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives the placeholders of items with {@code expand} values. A placeholder that a transformation
 * does not speak of, or has no values for, is left to later ones.
 *
 * @param kind what takes their place
 * @param include the names it speaks of; absent for all
 * @param exclude the names it does not speak of
 */
record PlaceholderChanges(Kind kind, Optional<Set<String>> include, Set<String> exclude)
    implements Transformation {

  private static final Pattern PLACEHOLDER = Pattern.compile("%([^%\\s]+)%");
  private static final int MAX_EXPANSIONS = 10_000;

  /** What takes the place of a placeholder. */
  enum Kind {
    /** The values of the pipelines' variable of that name. */
    VALUES,
    /** Anything. */
    WILDCARD,
    /** A query in a language that is not spoken here. */
    QUERY
  }

  PlaceholderChanges {
    include = include.map(Set::copyOf);
    exclude = Set.copyOf(exclude);
  }

  @Override
  public void apply(ProcessingItem item, Processing processing) {
    item.changeItems(processing, part -> changed(part, processing));
  }

  private Part changed(Part.Item part, Processing processing) {
    DetectionItem item = part.item();
    if (!item.modifiers().contains(Modifier.EXPAND)) {
      return part;
    }
    boolean regex = item.modifiers().contains(Modifier.RE);
    List<List<RuleValue>> perValue = new ArrayList<>();
    boolean left = false;
    boolean changed = false;
    for (RuleValue value : item.values()) {
      List<RuleValue> alternatives = new ArrayList<>();
      for (String text :
          value instanceof RuleValue.Text raw ? List.of(raw.raw()) : List.<String>of()) {
        List<String> expanded = expand(text, name -> valuesOf(name, regex, processing));
        expanded.forEach(each -> alternatives.add(new RuleValue.Text(each)));
        changed |= !expanded.equals(List.of(text));
        left |= hasOthers(text, processing, regex);
      }
      perValue.add(alternatives.isEmpty() ? List.of(value) : alternatives);
    }
    if (!changed) {
      return part;
    }
    List<Modifier> modifiers = new ArrayList<>(item.modifiers());
    if (!left) {
      modifiers.remove(Modifier.EXPAND);
    }
    return Items.withAlternatives(part, modifiers, perValue);
  }

  private boolean hasOthers(String text, Processing processing, boolean regex) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      if (valuesOf(matcher.group(1), regex, processing).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private Optional<List<String>> valuesOf(String name, boolean regex, Processing processing) {
    if (exclude.contains(name) || (include.isPresent() && !include.get().contains(name))) {
      return Optional.empty();
    }
    return switch (kind) {
      case VALUES -> processing.variable(name);
      case WILDCARD -> Optional.of(List.of(regex ? ".*" : "*"));
      case QUERY ->
          throw new RuleRefusal(
              "placeholder %"
                  + name
                  + "% is to become a query expression, but there is no query here; give it values"
                  + " with 'vars' and value_placeholders");
    };
  }

  /** Every text that {@code raw} stands for; a name without values stays. */
  private static List<String> expand(
      String raw, Function<String, Optional<List<String>>> valuesOf) {
    Matcher matcher = PLACEHOLDER.matcher(raw);
    List<String> heads = List.of("");
    int from = 0;
    while (matcher.find()) {
      String before = raw.substring(from, matcher.start());
      List<String> values = valuesOf.apply(matcher.group(1)).orElse(List.of(matcher.group()));
      if ((long) heads.size() * values.size() > MAX_EXPANSIONS) {
        throw new RuleRefusal(
            "the placeholders of one value expand to more than " + MAX_EXPANSIONS + " texts");
      }
      heads =
          heads.stream()
              .flatMap(head -> values.stream().map(value -> head + before + value))
              .toList();
      from = matcher.end();
    }
    String tail = raw.substring(from);
    return heads.stream().map(head -> head + tail).toList();
  }
}

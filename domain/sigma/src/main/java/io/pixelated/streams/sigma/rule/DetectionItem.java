package io.pixelated.streams.sigma.rule;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of a selection: a field with modifiers and the values it is compared with.
 *
 * @param field empty for keywords, which are searched in every field
 * @param values as written; modifiers are not applied yet
 * @param line one-based
 */
public record DetectionItem(
    Optional<String> field, List<Modifier> modifiers, List<RuleValue> values, int line)
    implements Selection {

  public DetectionItem {
    Objects.requireNonNull(field);
    modifiers = List.copyOf(modifiers);
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("an item needs values");
    }
  }
}

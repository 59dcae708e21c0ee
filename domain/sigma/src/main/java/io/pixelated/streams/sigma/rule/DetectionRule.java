package io.pixelated.streams.sigma.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A rule that looks at one event at a time.
 *
 * @param selections by name, in document order
 * @param condition which of the selections must hold; several conditions of a document are one
 *     {@link Condition.Or}
 */
public record DetectionRule(
    Metadata metadata, LogSource logSource, Map<String, Selection> selections, Condition condition)
    implements SigmaRule {

  public DetectionRule {
    Objects.requireNonNull(metadata);
    Objects.requireNonNull(logSource);
    Objects.requireNonNull(condition);
    selections = Collections.unmodifiableMap(new LinkedHashMap<>(selections));
  }
}

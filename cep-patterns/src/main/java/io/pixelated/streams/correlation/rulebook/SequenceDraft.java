package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.SequenceStep;
import io.pixelated.streams.events.Level;
import io.pixelated.streams.sigma.rule.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A sequence as it was read: its steps name rules by id or name.
 *
 * @param key its id, else its name, else its title
 * @param references id and name, by which others would refer to it
 * @param aliases per alias and rule reference, the field that the alias stands for
 * @param within in milliseconds
 * @param suppress in milliseconds
 */
record SequenceDraft(
    SourceLocation source,
    String key,
    List<String> references,
    String title,
    Level level,
    List<String> tags,
    List<SequenceStep> steps,
    List<String> groupBy,
    Map<String, Map<String, String>> aliases,
    long within,
    long suppress,
    boolean generate) {
  SequenceDraft {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(level, "level");
    references = List.copyOf(references);
    tags = List.copyOf(tags);
    steps = List.copyOf(steps);
    groupBy = List.copyOf(groupBy);
    aliases = Map.copyOf(aliases);
  }
}

package io.pixelated.streams.sigma.pipeline;

import java.util.List;
import java.util.Set;

/** Whether a processing item applies to a field's name. */
sealed interface FieldCondition
    permits FieldCondition.Listed,
        FieldCondition.Matching,
        FieldCondition.RenamedBy,
        StateCondition {

  /**
   * Whether it applies.
   *
   * @param field null for keywords
   */
  boolean holds(String field, Processing processing);

  /** The field is in the list, or is not. */
  record Listed(Set<String> fields, boolean expected) implements FieldCondition {
    public Listed {
      fields = Set.copyOf(fields);
    }

    @Override
    public boolean holds(String field, Processing processing) {
      return (field != null && fields.contains(field)) == expected;
    }
  }

  /** One of the expressions matches from the field's beginning, or none does. */
  record Matching(List<PipelineRegex> patterns, boolean expected) implements FieldCondition {
    public Matching {
      patterns = List.copyOf(patterns);
    }

    @Override
    public boolean holds(String field, Processing processing) {
      return (field != null && patterns.stream().anyMatch(each -> each.matchesStart(field)))
          == expected;
    }
  }

  /** The processing item with this id gave the field its name. */
  record RenamedBy(String id) implements FieldCondition {
    @Override
    public boolean holds(String field, Processing processing) {
      return processing.wasRenamedBy(field, id);
    }
  }
}

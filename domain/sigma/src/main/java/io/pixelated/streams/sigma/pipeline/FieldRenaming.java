package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.rule.CorrelationCondition;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.RuleValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives fields other names wherever a rule names them: in its selections and their references, in
 * {@code fields}, and in a correlation's grouping, aliases and condition.
 */
record FieldRenaming(NewNames names) implements Transformation {

  /** The names that a field is to have. */
  @FunctionalInterface
  interface NewNames {
    /**
     * The names; empty if the field keeps its own.
     *
     * @param field null for keywords
     */
    Optional<List<String>> of(String field);
  }

  @Override
  public void apply(ProcessingItem item, Processing processing) {
    DraftRule rule = processing.rule();
    rule.fields(
        rule.fields().stream().flatMap(f -> renamed(f, item, processing).stream()).toList());
    if (rule.isCorrelation()) {
      renameCorrelation(rule, item, processing);
    }
    item.changeItems(processing, each -> change(each, item, processing));
  }

  private List<String> renamed(String field, ProcessingItem item, Processing processing) {
    Optional<List<String>> renamed = names.of(field);
    if (renamed.isEmpty() || !item.matchesField(field, processing)) {
      return List.of(field);
    }
    processing.renamed(field, renamed.get(), item.id());
    return renamed.get();
  }

  private void renameCorrelation(DraftRule rule, ProcessingItem item, Processing processing) {
    Map<String, Map<String, String>> aliases = new LinkedHashMap<>();
    rule.aliases()
        .forEach(
            (alias, fields) -> {
              Map<String, String> changed = new LinkedHashMap<>();
              fields.forEach(
                  (reference, field) ->
                      changed.put(reference, single(field, "an alias", item, processing)));
              aliases.put(alias, changed);
            });
    rule.groupBy(
        rule.groupBy().stream()
            .flatMap(
                field ->
                    aliases.containsKey(field)
                        ? List.of(field).stream()
                        : renamed(field, item, processing).stream())
            .toList());
    rule.aliases(aliases);
    if (rule.threshold() instanceof CorrelationCondition.Threshold threshold) {
      rule.threshold(
          new CorrelationCondition.Threshold(
              threshold.bounds(),
              threshold.fields().stream()
                  .map(
                      field ->
                          aliases.containsKey(field)
                              ? field
                              : single(field, "a condition's field", item, processing))
                  .toList(),
              threshold.percentile()));
    }
  }

  private String single(String field, String what, ProcessingItem item, Processing processing) {
    List<String> renamed = renamed(field, item, processing);
    if (renamed.size() != 1) {
      throw new RuleRefusal(
          "'"
              + field
              + "' is "
              + what
              + " of a correlation, and the pipeline maps it to several fields: "
              + String.join(", ", renamed)
              + "; map it to one, or leave correlations out with a rule condition");
    }
    return renamed.get(0);
  }

  private Part change(Part.Item part, ProcessingItem item, Processing processing) {
    DetectionItem before = part.item();
    DetectionItem referring = withReferences(before, item, processing);
    String field = before.field().orElse(null);
    Optional<List<String>> renamed = names.of(field);
    if (renamed.isEmpty() || !item.matchesField(field, processing)) {
      return referring.equals(before) ? part : part.with(referring);
    }
    if (field != null) {
      processing.renamed(field, renamed.get(), item.id());
    }
    DetectionItem source = field == null ? Items.anywhere(referring) : referring;
    return renamed.get().size() == 1
        ? part.with(Items.withField(source, renamed.get().get(0)))
        : alternatives(part.with(source), renamed.get());
  }

  private DetectionItem withReferences(
      DetectionItem before, ProcessingItem item, Processing processing) {
    if (!before.modifiers().contains(Modifier.FIELDREF)) {
      return before;
    }
    List<RuleValue> values = new ArrayList<>();
    for (RuleValue value : before.values()) {
      Optional<String> reference = ProcessingItem.reference(value);
      if (reference.isPresent() && names.of(reference.get()).isPresent()) {
        renamed(reference.get(), item, processing)
            .forEach(name -> values.add(new RuleValue.Text(ValueText.plain(name).raw())));
      } else {
        values.add(value);
      }
    }
    return values.equals(before.values()) ? before : Items.with(before, before.modifiers(), values);
  }

  /**
   * The item over several fields. A value is found if any field has it; the field is absent only if
   * all of them are, so what asks for absence, or negates, must hold for all.
   */
  private static Part alternatives(Part.Item part, List<String> fields) {
    DetectionItem item = part.item();
    boolean negated = item.modifiers().contains(Modifier.NEQ);
    List<RuleValue> absent = item.values().stream().filter(v -> asksAbsence(item, v)).toList();
    List<RuleValue> rest = item.values().stream().filter(v -> !asksAbsence(item, v)).toList();
    boolean together = item.modifiers().contains(Modifier.ALL) && !rest.isEmpty();
    List<Part> parts = new ArrayList<>();
    if (!absent.isEmpty() && !together) {
      parts.add(over(part, absent, fields, !negated));
    }
    if (!rest.isEmpty()) {
      parts.add(over(part, together ? item.values() : rest, fields, negated));
    }
    return parts.size() == 1 ? parts.get(0) : new Part.Group(negated, parts);
  }

  private static boolean asksAbsence(DetectionItem item, RuleValue value) {
    return item.modifiers().contains(Modifier.EXISTS)
        ? value instanceof RuleValue.Bool bool && !bool.value()
        : value instanceof RuleValue.Null;
  }

  private static Part over(
      Part.Item part, List<RuleValue> values, List<String> fields, boolean all) {
    DetectionItem item = Items.with(part.item(), part.item().modifiers(), values);
    return new Part.Group(
        all, fields.stream().<Part>map(field -> part.with(Items.withField(item, field))).toList());
  }
}

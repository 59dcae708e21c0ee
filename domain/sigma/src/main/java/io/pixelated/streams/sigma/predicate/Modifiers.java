package io.pixelated.streams.sigma.predicate;

import static io.pixelated.streams.sigma.rule.Modifier.ALL;
import static io.pixelated.streams.sigma.rule.Modifier.BASE64;
import static io.pixelated.streams.sigma.rule.Modifier.CASED;
import static io.pixelated.streams.sigma.rule.Modifier.FIELDREF;
import static io.pixelated.streams.sigma.rule.Modifier.NEQ;

import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.RuleValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Applies the modifiers of detection items to their values (Sigma v2.1.0, "Modifiers"). */
public final class Modifiers {

  private static final int MAX_PREDICATES = 200_000;
  private static final Set<Modifier> POSITIONS =
      EnumSet.of(Modifier.CONTAINS, Modifier.STARTSWITH, Modifier.ENDSWITH);

  private final Placeholders placeholders;
  private final ModifierSteps steps;

  public Modifiers(Placeholders placeholders) {
    this.placeholders = placeholders;
    this.steps = new ModifierSteps(placeholders);
  }

  public Placeholders placeholders() {
    return placeholders;
  }

  /**
   * What {@code item} asks of its field.
   *
   * @throws InvalidItem if the chain of modifiers is illegal or does not fit a value
   */
  public ItemPredicates apply(DetectionItem item) {
    checkChain(item);
    List<Modifier> chain = chain(item);
    boolean cased = item.modifiers().contains(CASED);
    List<List<FieldPredicate>> perValue = new ArrayList<>(item.values().size());
    int total = 0;
    for (RuleValue value : item.values()) {
      List<FieldPredicate> predicates = apply(item, chain, value, cased);
      total += predicates.size();
      if (total > MAX_PREDICATES) {
        throw new InvalidItem(
            "the modifiers turn the values into more than " + MAX_PREDICATES + " patterns");
      }
      perValue.add(predicates);
    }
    return new ItemPredicates(
        perValue, item.modifiers().contains(ALL), item.modifiers().contains(NEQ));
  }

  /** The modifiers that work on single values, in the order in which they do. */
  private static List<Modifier> chain(DetectionItem item) {
    List<Modifier> chain = new ArrayList<>(item.modifiers());
    chain.removeIf(modifier -> modifier == ALL || modifier == NEQ || modifier == CASED);
    if (chain.contains(FIELDREF)) {
      // where the other field's value must be is said before or after it, and means the same
      List<Modifier> positions = chain.stream().filter(POSITIONS::contains).toList();
      chain.removeAll(positions);
      chain.addAll(positions);
    }
    return chain;
  }

  private List<FieldPredicate> apply(
      DetectionItem item, List<Modifier> chain, RuleValue value, boolean cased) {
    List<Draft> drafts = List.of(start(value));
    for (Modifier modifier : chain) {
      List<Draft> next = new ArrayList<>(drafts.size());
      for (Draft draft : drafts) {
        next.addAll(steps.apply(modifier, draft));
      }
      drafts = next;
    }
    List<FieldPredicate> predicates = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      if (cased
          && !(draft instanceof Draft.Text
              || draft instanceof Draft.Reference
              || draft instanceof Draft.Bytes)) {
        throw new InvalidItem("'cased' does not apply to " + draft.kind() + "; remove it");
      }
      FieldPredicate predicate =
          item.field().isPresent() ? draft.finish(cased) : keyword(draft, chain, cased);
      predicates.add(predicate);
    }
    return predicates;
  }

  /** Keywords are searched anywhere in a value, as if {@code contains} were written. */
  private FieldPredicate keyword(Draft draft, List<Modifier> chain, boolean cased) {
    if (draft instanceof Draft.Numeric number) {
      return new TextMatch(
          SigmaString.plain(number.number().toPlainString()).anyBefore().anyAfter(), cased);
    }
    boolean anchored = chain.contains(Modifier.STARTSWITH) || chain.contains(Modifier.ENDSWITH);
    if (draft instanceof Draft.Text text) {
      return new TextMatch(
          anchored ? text.pattern() : text.pattern().anyBefore().anyAfter(), cased);
    }
    if (draft instanceof Draft.Regex) {
      return draft.finish(cased);
    }
    throw new InvalidItem(
        "a keyword cannot be "
            + draft.kind()
            + (draft instanceof Draft.Bool
                ? "; put it in quotes"
                : "; name the field it should be compared with"));
  }

  private static Draft start(RuleValue value) {
    if (value instanceof RuleValue.Text text) {
      return new Draft.Text(SigmaString.parse(text.raw()), text.raw());
    }
    if (value instanceof RuleValue.Numeric number) {
      return new Draft.Numeric(number.value());
    }
    return value instanceof RuleValue.Bool bool ? new Draft.Bool(bool.value()) : new Draft.Null();
  }

  private static void checkChain(DetectionItem item) {
    Set<Modifier> seen = EnumSet.noneOf(Modifier.class);
    for (Modifier modifier : item.modifiers()) {
      if (!seen.add(modifier) && modifier != BASE64) {
        throw new InvalidItem("modifier '" + modifier.spelling() + "' is given twice");
      }
    }
    if (seen.contains(Modifier.STARTSWITH)
        && (seen.contains(Modifier.ENDSWITH) || seen.contains(Modifier.CONTAINS))) {
      throw new InvalidItem(
          "'startswith' does not combine with 'endswith' or 'contains'; write a pattern with *");
    }
    if (seen.contains(Modifier.ENDSWITH) && seen.contains(Modifier.CONTAINS)) {
      throw new InvalidItem("'endswith' does not combine with 'contains'; keep one");
    }
  }
}

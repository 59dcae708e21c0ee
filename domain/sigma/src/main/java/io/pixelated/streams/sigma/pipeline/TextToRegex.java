package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.RuleValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns texts into regular expressions that find the same. They are anchored, since a value means
 * the whole field while an expression is searched in it.
 */
record TextToRegex(Method method) implements Transformation {

  private static final String TO_ESCAPE = "\\.[]{}()<>*+-=!?^$|/#&~ ";

  /** What letter case means to the expression. */
  enum Method {
    PLAIN,
    IGNORE_CASE_FLAG,
    IGNORE_CASE_BRACKETS
  }

  @Override
  public void apply(ProcessingItem item, Processing processing) {
    item.changeItems(processing, this::changed);
  }

  private Part changed(Part.Item part) {
    DetectionItem item = part.item();
    List<RuleValue> regexes = new ArrayList<>();
    List<RuleValue> others = new ArrayList<>();
    boolean cased = item.modifiers().contains(Modifier.CASED);
    ItemView view = ItemView.of(item);
    for (ItemView.Value value : view.values()) {
      if (value.text() == null || value.text().plain().isEmpty()) {
        others.add(value.raw());
      } else if (item.modifiers().contains(Modifier.EXPAND)) {
        throw new RuleRefusal(
            "a pipeline makes '"
                + value.text()
                + "' a regular expression before its placeholders have values; put"
                + " value_placeholders before it");
      } else {
        regexes.add(new RuleValue.Text(regex(value.text(), cased, item.field().isPresent())));
      }
    }
    if (regexes.isEmpty()) {
      return part;
    }
    Part changed = part.with(Items.with(item, modifiers(item, cased), regexes));
    if (others.isEmpty()) {
      return changed;
    }
    boolean all =
        item.modifiers().contains(Modifier.ALL) != item.modifiers().contains(Modifier.NEQ);
    return new Part.Group(
        all, List.of(changed, part.with(Items.with(item, ItemView.remaining(item), others))));
  }

  private List<Modifier> modifiers(DetectionItem item, boolean cased) {
    List<Modifier> modifiers = new ArrayList<>();
    modifiers.add(Modifier.RE);
    if (method == Method.IGNORE_CASE_FLAG && !cased) {
      modifiers.add(Modifier.IGNORECASE);
    }
    item.modifiers().stream()
        .filter(m -> m == Modifier.ALL || m == Modifier.NEQ)
        .forEach(modifiers::add);
    return modifiers;
  }

  private String regex(ValueText text, boolean cased, boolean anchored) {
    String plain = text.plain();
    int from = 0;
    int to = plain.length();
    while (from < to && isMany(text, from)) {
      from++;
    }
    while (to > from && isMany(text, to - 1)) {
      to--;
    }
    StringBuilder regex = new StringBuilder();
    if (anchored && from == 0) {
      regex.append('^');
    }
    for (int i = from; i < to; i++) {
      char c = plain.charAt(i);
      if (text.isWildcard(i)) {
        regex.append(c == '*' ? "(?s:.*)" : "(?s:.)");
      } else if (Character.isLetter(c) && method == Method.IGNORE_CASE_BRACKETS && !cased) {
        regex.append('[').append(Character.toLowerCase(c)).append(Character.toUpperCase(c));
        regex.append(']');
      } else {
        regex.append(TO_ESCAPE.indexOf(c) > 0 || c == '\\' ? "\\" : "").append(c);
      }
    }
    if (anchored && to == plain.length()) {
      regex.append('$');
    }
    return regex.toString();
  }

  private static boolean isMany(ValueText text, int index) {
    return text.isWildcard(index) && text.plain().charAt(index) == '*';
  }
}

package io.pixelated.streams.sigma.lint;

import io.pixelated.streams.sigma.predicate.InvalidItem;
import io.pixelated.streams.sigma.predicate.RegexFind;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.RuleValue;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks at single lines of selections: modifiers, wildcards, regular expressions. */
final class ItemLints {

  private static final Set<Modifier> POSITIONS =
      Set.of(Modifier.CONTAINS, Modifier.STARTSWITH, Modifier.ENDSWITH);
  private static final Pattern META = Pattern.compile("[\\\\.^$|?*+()\\[\\]{}]");
  private static final Pattern DASH = Pattern.compile("(^|[^\\p{L}\\p{N}_])[-/][\\p{L}\\p{N}_]");
  private static final Pattern PLACEHOLDER = Pattern.compile("%[^%\\s]+%");

  private ItemLints() {}

  static void check(DetectionItem item, Findings findings) {
    duplicates(item, findings);
    modifiers(item, findings);
    wildcards(item, findings);
    regexes(item, findings);
  }

  private static void duplicates(DetectionItem item, Findings findings) {
    boolean cased = item.modifiers().contains(Modifier.CASED) || isRegex(item) || isEncoded(item);
    Set<RuleValue> seen = new HashSet<>();
    for (RuleValue value : item.values()) {
      RuleValue folded =
          value instanceof RuleValue.Text text && !cased
              ? new RuleValue.Text(text.raw().toLowerCase(Locale.ROOT))
              : value;
      if (!seen.add(folded)) {
        findings.add(
            Lint.DUPLICATE_VALUE,
            item.line(),
            name(item) + " has the value " + written(value) + " twice; remove one");
      }
    }
  }

  private static void modifiers(DetectionItem item, Findings findings) {
    List<Modifier> modifiers = item.modifiers();
    if (modifiers.contains(Modifier.ALL) && item.values().size() == 1) {
      idle(item, Modifier.ALL, "there is one value", findings);
    }
    if (modifiers.contains(Modifier.CASED)
        && noText(
            item,
            c -> !c.equals(c.toUpperCase(Locale.ROOT)) || !c.equals(c.toLowerCase(Locale.ROOT)))) {
      idle(item, Modifier.CASED, "no value has letters", findings);
    }
    if (modifiers.contains(Modifier.WINDASH) && noText(item, raw -> DASH.matcher(raw).find())) {
      idle(item, Modifier.WINDASH, "no value has a word that starts with - or /", findings);
    }
    if (modifiers.contains(Modifier.EXPAND)
        && noText(item, raw -> PLACEHOLDER.matcher(raw).find())) {
      idle(item, Modifier.EXPAND, "no value has a %placeholder%", findings);
    }
    if (item.field().isEmpty() && modifiers.contains(Modifier.CONTAINS)) {
      idle(item, Modifier.CONTAINS, "keywords are searched anywhere in a value", findings);
    }
    if (isRegex(item) && modifiers.contains(Modifier.CONTAINS)) {
      idle(item, Modifier.CONTAINS, "a regular expression is searched anywhere", findings);
    }
  }

  private interface TextTest {
    boolean test(String raw);
  }

  private static boolean noText(DetectionItem item, TextTest test) {
    return item.values().stream()
        .noneMatch(value -> value instanceof RuleValue.Text text && test.test(text.raw()));
  }

  private static void idle(DetectionItem item, Modifier modifier, String why, Findings findings) {
    findings.add(
        Lint.IDLE_MODIFIER,
        item.line(),
        "modifier '"
            + modifier.spelling()
            + "' of "
            + name(item)
            + " changes nothing: "
            + why
            + "; remove it");
  }

  private static void wildcards(DetectionItem item, Findings findings) {
    if (item.field().isEmpty() || isRegex(item)) {
      return;
    }
    List<Modifier> modifiers =
        item.modifiers().stream()
            .filter(m -> m != Modifier.ALL && m != Modifier.NEQ && m != Modifier.CASED)
            .toList();
    if (modifiers.isEmpty()) {
      disguised(item, findings);
      return;
    }
    Modifier last = modifiers.get(modifiers.size() - 1);
    if (!POSITIONS.contains(last)) {
      return;
    }
    for (RuleValue value : item.values()) {
      if (value instanceof RuleValue.Text text) {
        Wildcards wildcards = Wildcards.of(text.raw());
        boolean before = wildcards.leading() && last != Modifier.STARTSWITH;
        boolean after = wildcards.trailing() && last != Modifier.ENDSWITH;
        if ((before || after) && !wildcards.core().isEmpty()) {
          findings.add(
              Lint.IDLE_WILDCARD,
              item.line(),
              "'"
                  + last.spelling()
                  + "' already lets anything stand "
                  + (before ? "before " : "behind ")
                  + written(value)
                  + "; remove the *");
          return;
        }
      }
    }
  }

  /** One modifier would do for all values. */
  private static void disguised(DetectionItem item, Findings findings) {
    Optional<Shape.Position> common = Optional.empty();
    for (RuleValue value : item.values()) {
      if (!(value instanceof RuleValue.Text text)) {
        return;
      }
      Wildcards wildcards = Wildcards.of(text.raw());
      if (!wildcards.any() || wildcards.core().isEmpty() || !wildcards.plain()) {
        return;
      }
      if (common.isPresent() && common.get() != wildcards.position()) {
        return;
      }
      common = Optional.of(wildcards.position());
    }
    String modifier =
        switch (common.orElseThrow()) {
          case START -> "startswith";
          case END -> "endswith";
          default -> "contains";
        };
    findings.add(
        Lint.WILDCARD_FOR_MODIFIER,
        item.line(),
        "the wildcard in "
            + name(item)
            + " means "
            + modifier
            + "; write '"
            + item.field().orElseThrow()
            + "|"
            + modifier
            + "' and leave the * out");
  }

  private static void regexes(DetectionItem item, Findings findings) {
    if (!isRegex(item)) {
      return;
    }
    for (RuleValue value : item.values()) {
      if (!(value instanceof RuleValue.Text text)) {
        continue;
      }
      String regex = text.raw();
      if (!regex.isEmpty() && !META.matcher(regex).find()) {
        findings.add(
            Lint.LITERAL_REGEX,
            item.line(),
            "the regular expression '"
                + regex
                + "' is plain text; contains finds it faster"
                + (item.modifiers().contains(Modifier.IGNORECASE) ? "" : " (with cased)"));
      } else if (isBounded(regex)) {
        findings.add(
            Lint.BOUNDED_REGEX,
            item.line(),
            "'"
                + regex
                + "' uses what RE2 does not have (look-around, back-references); its search is cut"
                + " off after a bound, and then counts as not found; write it without");
      }
    }
  }

  private static boolean isBounded(String regex) {
    try {
      return !new RegexFind(regex, Set.of()).isLinear();
    } catch (InvalidItem e) {
      return false;
    }
  }

  private static boolean isRegex(DetectionItem item) {
    return item.modifiers().contains(Modifier.RE);
  }

  private static boolean isEncoded(DetectionItem item) {
    return item.modifiers().contains(Modifier.BASE64)
        || item.modifiers().contains(Modifier.BASE64OFFSET);
  }

  private static String name(DetectionItem item) {
    return item.field().map(field -> "'" + field + "'").orElse("the keywords");
  }

  private static String written(RuleValue value) {
    if (value instanceof RuleValue.Text text) {
      return "'" + text.raw() + "'";
    }
    if (value instanceof RuleValue.Numeric number) {
      return number.value().toPlainString();
    }
    return value instanceof RuleValue.Bool bool ? Boolean.toString(bool.value()) : "null";
  }
}

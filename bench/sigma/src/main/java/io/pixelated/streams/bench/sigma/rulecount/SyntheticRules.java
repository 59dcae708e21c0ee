package io.pixelated.streams.bench.sigma.rulecount;

import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.Metadata;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.RuleValue;
import io.pixelated.streams.sigma.rule.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Rules in the manner of real ones: log sources, fields, modifiers, conditions, the lengths of
 * lists and of literals are as often what they are in the real rules; the words in the literals are
 * other ones.
 */
final class SyntheticRules {
  private static final Pattern WORD = Pattern.compile("(?<![.%])\\b[A-Za-z]{2,}");

  /** In a regular expression, only what is long enough to be a word and no class or flag. */
  private static final Pattern REGEX_WORD = Pattern.compile("(?<!\\\\)\\b[A-Za-z]{5,}");

  private static final double KEPT_VALUES = 0.5;

  private final List<DetectionRule> real;
  private final Random random;
  private final FreshWords words;
  private final Rewriting rewriting;

  /** What becomes of a rule's words. */
  enum Rewriting {
    /** Every word is another one of the same length. */
    FRESH,
    /** Half of the values stay, the others differ by one letter. */
    MUTATED
  }

  SyntheticRules(List<DetectionRule> real, Rewriting rewriting, long seed) {
    this.real = List.copyOf(real);
    this.random = new Random(seed);
    this.rewriting = rewriting;
    this.words = new FreshWords(random);
    real.forEach(rule -> rule.selections().values().forEach(this::learn));
  }

  List<DetectionRule> make(int count) {
    List<DetectionRule> made = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      DetectionRule like = real.get(random.nextInt(real.size()));
      Map<String, Selection> selections = new LinkedHashMap<>();
      like.selections().forEach((name, selection) -> selections.put(name, rewritten(selection)));
      made.add(
          new DetectionRule(
              Metadata.of(like.metadata().source(), "synthetic-" + i),
              like.logSource(),
              selections,
              like.condition()));
    }
    return made;
  }

  private void learn(Selection selection) {
    if (selection instanceof Selection.AllOf all) {
      all.parts().forEach(this::learn);
    } else if (selection instanceof Selection.AnyOf any) {
      any.parts().forEach(this::learn);
    } else if (selection instanceof DetectionItem item) {
      for (RuleValue value : item.values()) {
        if (value instanceof RuleValue.Text text) {
          WORD.matcher(text.raw()).results().map(MatchResult::group).forEach(words::learn);
        }
      }
    }
  }

  private Selection rewritten(Selection selection) {
    if (selection instanceof Selection.AllOf all) {
      return new Selection.AllOf(all.parts().stream().map(this::rewritten).toList());
    }
    if (selection instanceof Selection.AnyOf any) {
      return new Selection.AnyOf(any.parts().stream().map(this::rewritten).toList());
    }
    DetectionItem item = (DetectionItem) selection;
    if (item.modifiers().contains(Modifier.CIDR)) {
      return item; // of other letters, a network is none
    }
    boolean regex = item.modifiers().contains(Modifier.RE);
    List<RuleValue> values =
        item.values().stream()
            .map(v -> v instanceof RuleValue.Text text ? rewritten(text, regex) : v)
            .toList();
    return new DetectionItem(item.field(), item.modifiers(), values, item.line());
  }

  private RuleValue rewritten(RuleValue.Text text, boolean regex) {
    if (rewriting == Rewriting.MUTATED && random.nextDouble() < KEPT_VALUES) {
      return text;
    }
    return new RuleValue.Text(
        (regex ? REGEX_WORD : WORD)
            .matcher(text.raw())
            .replaceAll(
                word ->
                    rewriting == Rewriting.FRESH
                        ? words.like(word.group())
                        : words.mutated(word.group())));
  }
}

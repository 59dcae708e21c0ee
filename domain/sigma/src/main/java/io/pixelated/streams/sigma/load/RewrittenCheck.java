package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.predicate.InvalidItem;
import io.pixelated.streams.sigma.predicate.Modifiers;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.Selection;
import java.util.List;

/** Checks that modifiers and values still fit after pipelines, and that placeholders got values. */
final class RewrittenCheck {

  private final Modifiers modifiers;

  RewrittenCheck(Modifiers modifiers) {
    this.modifiers = modifiers;
  }

  RuleRewriter.Outcome check(RuleRewriter.Outcome outcome) {
    if (!(outcome instanceof RuleRewriter.Rewritten rewritten)
        || !(rewritten.rule() instanceof DetectionRule rule)) {
      return outcome;
    }
    Problems problems = new Problems();
    rule.selections().values().forEach(selection -> check(selection, problems));
    return problems.isEmpty()
        ? outcome
        : new RuleRewriter.Refused(
            new Rejection(rule.metadata().source().file(), rule.key(), problems.list()));
  }

  private void check(Selection selection, Problems problems) {
    if (selection instanceof DetectionItem item) {
      try {
        modifiers.apply(item);
      } catch (InvalidItem e) {
        problems.add(item.line(), "'" + spelling(item) + "': " + e.getMessage());
      }
      return;
    }
    List<Selection> parts =
        selection instanceof Selection.AllOf all
            ? all.parts()
            : ((Selection.AnyOf) selection).parts();
    parts.forEach(part -> check(part, problems));
  }

  private static String spelling(DetectionItem item) {
    StringBuilder spelling = new StringBuilder(item.field().orElse(""));
    for (Modifier modifier : item.modifiers()) {
      spelling.append('|').append(modifier.spelling());
    }
    return spelling.toString();
  }
}

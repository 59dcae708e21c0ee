package io.pixelated.streams.sigma.lint;

import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.RuleValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The questions that a rule asks of events, numbered; the same question is the same number. */
final class Atoms {

  private static final int MAX_RELATED = 60;

  private final Map<Question, Integer> numbers = new LinkedHashMap<>();

  /**
   * A question.
   *
   * @param field empty for keywords
   * @param values one, or all of a list that is too long to be looked into
   */
  private record Question(String field, List<Modifier> modifiers, List<RuleValue> values) {
    Shape shape() {
      return field.isEmpty() || values.size() > 1
          ? new Shape(Shape.Position.OTHER, "")
          : Shape.of(modifiers, values.get(0));
    }
  }

  /** Two questions about one field whose answers are related. */
  record Relation(int first, int second, boolean exclusive, String field, String values) {}

  int number(DetectionItem item, List<RuleValue> values) {
    List<Modifier> modifiers =
        item.modifiers().stream().filter(m -> m != Modifier.ALL && m != Modifier.NEQ).toList();
    return numbers.computeIfAbsent(
        new Question(item.field().orElse(""), modifiers, values), question -> numbers.size());
  }

  /** What follows from the values alone: which exclude each other, which imply each other. */
  List<Relation> relations() {
    Map<String, List<Question>> byField = new HashMap<>();
    numbers
        .keySet()
        .forEach(
            question ->
                byField.computeIfAbsent(question.field(), f -> new ArrayList<>()).add(question));
    List<Relation> relations = new ArrayList<>();
    byField.forEach(
        (field, questions) -> {
          if (questions.size() <= MAX_RELATED) {
            relate(field, questions, relations);
          }
        });
    return relations;
  }

  private void relate(String field, List<Question> questions, List<Relation> relations) {
    for (Question first : questions) {
      Shape shape = first.shape();
      for (Question second : questions) {
        Shape other = second.shape();
        int a = numbers.get(first);
        int b = numbers.get(second);
        if (a < b && shape.excludes(other)) {
          relations.add(
              new Relation(a, b, true, field, written(first) + " and " + written(second)));
        } else if (a != b && shape.implies(other)) {
          relations.add(new Relation(a, b, false, field, ""));
        }
      }
    }
  }

  private static String written(Question question) {
    RuleValue value = question.values().get(0);
    String prefix =
        question.modifiers().isEmpty() ? "" : question.modifiers().get(0).spelling() + " ";
    if (value instanceof RuleValue.Text text) {
      return prefix + "'" + text.raw() + "'";
    }
    return value instanceof RuleValue.Numeric number ? number.value().toPlainString() : "null";
  }
}

package io.pixelated.streams.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads conditions; a condition holds or not, given which selections do. */
final class Expression {

  private final List<String> words;
  private final Collection<String> names;
  private int at;

  private Expression(String condition, Collection<String> names) {
    String spaced = condition.replace("(", " ( ").replace(")", " ) ").trim();
    this.words = List.of(spaced.split("\\s+"));
    this.names = names;
  }

  /**
   * Reads a condition.
   *
   * @param names of all selections
   */
  static Predicate<Predicate<String>> parse(String condition, Collection<String> names) {
    Expression expression = new Expression(condition, names);
    Predicate<Predicate<String>> parsed = expression.or();
    if (expression.at < expression.words.size()) {
      throw new IllegalArgumentException("the reference cannot read '" + condition + "'");
    }
    return parsed;
  }

  private Predicate<Predicate<String>> or() {
    List<Predicate<Predicate<String>>> parts = new ArrayList<>(List.of(and()));
    while (take("or")) {
      parts.add(and());
    }
    return selections -> parts.stream().anyMatch(part -> part.test(selections));
  }

  private Predicate<Predicate<String>> and() {
    List<Predicate<Predicate<String>>> parts = new ArrayList<>(List.of(not()));
    while (take("and")) {
      parts.add(not());
    }
    return selections -> parts.stream().allMatch(part -> part.test(selections));
  }

  private Predicate<Predicate<String>> not() {
    return take("not") ? not().negate() : operand();
  }

  private Predicate<Predicate<String>> operand() {
    if (take("(")) {
      Predicate<Predicate<String>> inner = or();
      if (!take(")")) {
        throw new IllegalArgumentException("a ) is missing in " + words);
      }
      return inner;
    }
    if (at + 2 < words.size() && word(at + 1).equals("of")) {
      boolean all = word(at).equals("all");
      String pattern = words.get(at + 2);
      at += 3;
      List<String> fitting = names.stream().filter(name -> fits(pattern, name)).toList();
      if (fitting.isEmpty()) {
        throw new IllegalArgumentException("nothing fits " + pattern);
      }
      return selections ->
          all ? fitting.stream().allMatch(selections) : fitting.stream().anyMatch(selections);
    }
    String name = words.get(at++);
    if (!names.contains(name)) {
      throw new IllegalArgumentException("there is no selection " + name);
    }
    return selections -> selections.test(name);
  }

  private static boolean fits(String pattern, String name) {
    if (name.startsWith("_") && !pattern.startsWith("_")) {
      return false;
    }
    return pattern.equals("them") || name.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
  }

  private boolean take(String keyword) {
    if (at < words.size() && word(at).equals(keyword)) {
      at++;
      return true;
    }
    return false;
  }

  private String word(int index) {
    return words.get(index).toLowerCase(Locale.ROOT);
  }
}

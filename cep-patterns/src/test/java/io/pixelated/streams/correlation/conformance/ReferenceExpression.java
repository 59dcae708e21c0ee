package io.pixelated.streams.correlation.conformance;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A boolean condition over rules, as the terms any of which makes it true: rules that must occur,
 * and rules that must not.
 *
 * @param named keys of all rules that it names
 */
record ReferenceExpression(List<Term> terms, Set<String> named) {
  record Term(Set<String> present, Set<String> absent) {}

  /** Reads {@code and}, {@code or}, {@code not} and parentheses. */
  static ReferenceExpression parse(String text, Map<String, String> keys) {
    Deque<String> words = new ArrayDeque<>();
    for (String word : text.replace("(", " ( ").replace(")", " ) ").strip().split("\\s+", -1)) {
      words.add(word);
    }
    Set<String> named = new HashSet<>();
    words.stream().map(keys::get).filter(Objects::nonNull).forEach(named::add);
    ReferenceExpression parsed = new ReferenceExpression(or(words, keys, false), named);
    if (!words.isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' is not understood from " + words);
    }
    return parsed;
  }

  boolean holds(Collection<String> rules) {
    return terms.stream()
        .anyMatch(
            term ->
                rules.containsAll(term.present())
                    && term.absent().stream().noneMatch(rules::contains));
  }

  private static List<Term> or(Deque<String> words, Map<String, String> keys, boolean negated) {
    List<Term> terms = and(words, keys, negated);
    while ("or".equals(words.peek())) {
      words.remove();
      List<Term> right = and(words, keys, negated);
      terms = negated ? both(terms, right) : either(terms, right);
    }
    return terms;
  }

  private static List<Term> and(Deque<String> words, Map<String, String> keys, boolean negated) {
    List<Term> terms = one(words, keys, negated);
    while ("and".equals(words.peek())) {
      words.remove();
      List<Term> right = one(words, keys, negated);
      terms = negated ? either(terms, right) : both(terms, right);
    }
    return terms;
  }

  private static List<Term> one(Deque<String> words, Map<String, String> keys, boolean negated) {
    String word = words.remove();
    if (word.equals("not")) {
      return one(words, keys, !negated);
    }
    if (word.equals("(")) {
      List<Term> terms = or(words, keys, negated);
      words.remove();
      return terms;
    }
    Set<String> rule = Set.of(keys.get(word));
    return List.of(negated ? new Term(Set.of(), rule) : new Term(rule, Set.of()));
  }

  private static List<Term> either(List<Term> left, List<Term> right) {
    List<Term> terms = new ArrayList<>(left);
    terms.addAll(right);
    return terms;
  }

  private static List<Term> both(List<Term> left, List<Term> right) {
    List<Term> terms = new ArrayList<>();
    for (Term a : left) {
      for (Term b : right) {
        terms.add(new Term(union(a.present(), b.present()), union(a.absent(), b.absent())));
      }
    }
    return terms;
  }

  private static Set<String> union(Set<String> left, Set<String> right) {
    Set<String> union = new HashSet<>(left);
    union.addAll(right);
    return union;
  }
}

package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.WindowCondition.Formula;
import io.pixelated.streams.correlation.WindowCondition.Term;
import io.pixelated.streams.sigma.rule.Condition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Boolean conditions over rules as alternatives of which one must hold. */
final class Formulas {
  private static final int MOST_TERMS = 256;

  /** How many terms may come up on the way, so that no rule takes long to load. */
  private static final int MOST_TRIED = 50_000;

  private final List<String> keys;
  private int tried;

  /** What must occur, and what must not, by the places of keys. */
  private record Literals(BitSet present, BitSet absent) {
    /** Empty if the two exclude each other. */
    Optional<Literals> and(Literals other) {
      BitSet both = (BitSet) present.clone();
      both.or(other.present);
      BitSet neither = (BitSet) absent.clone();
      neither.or(other.absent);
      return both.intersects(neither) ? Optional.empty() : Optional.of(new Literals(both, neither));
    }

    /** Whether whatever satisfies {@code other} satisfies this. */
    boolean covers(Literals other) {
      return contains(other.present, present) && contains(other.absent, absent);
    }

    private static boolean contains(BitSet whole, BitSet part) {
      BitSet rest = (BitSet) part.clone();
      rest.andNot(whole);
      return rest.isEmpty();
    }
  }

  private static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private Formulas(List<String> keys) {
    this.keys = keys;
  }

  /** {@code condition}, which is over keys of rules; empty if it is no use, which is told. */
  static Optional<Formula> of(Condition condition, Consumer<String> problems) {
    Formulas formulas = new Formulas(condition.mentioned().distinct().sorted().toList());
    List<Literals> terms;
    try {
      terms = formulas.terms(condition, true);
    } catch (TooLarge e) {
      problems.accept(
          "the condition has more than "
              + MOST_TERMS
              + " alternatives when it is written out; split the rule");
      return Optional.empty();
    }
    if (terms.isEmpty()) {
      problems.accept("the condition contradicts itself, so that it never holds; correct it");
      return Optional.empty();
    }
    if (terms.stream().anyMatch(term -> term.present().isEmpty())) {
      problems.accept(
          "the condition holds when none of the rules occurs; name one that must occur, like 'a and"
              + " not b', or write a sequence if something is not to follow");
      return Optional.empty();
    }
    return Optional.of(new Formula(terms.stream().map(formulas::term).toList()));
  }

  /** The term, so that those that mean the same read the same. */
  static String text(Term term) {
    return new TreeSet<>(term.present()) + " without " + new TreeSet<>(term.absent());
  }

  private Term term(Literals literals) {
    return new Term(
        Set.copyOf(literals.present().stream().mapToObj(keys::get).toList()),
        Set.copyOf(literals.absent().stream().mapToObj(keys::get).toList()));
  }

  /** The alternatives of {@code condition}, or of its opposite. */
  private List<Literals> terms(Condition condition, boolean holds) {
    if (condition instanceof Condition.Not not) {
      return terms(not.part(), !holds);
    }
    if (condition instanceof Condition.Named named) {
      return List.of(literal(named.name(), holds));
    }
    if (condition instanceof Condition.Quantified quantified) {
      Stream<List<Literals>> parts =
          quantified.names().stream().map(name -> List.of(literal(name, holds)));
      return quantified.all() == holds ? all(parts) : any(parts);
    }
    return condition instanceof Condition.And and
        ? joined(and.parts(), holds, holds)
        : joined(((Condition.Or) condition).parts(), !holds, holds);
  }

  private List<Literals> joined(List<Condition> parts, boolean together, boolean holds) {
    Stream<List<Literals>> terms = parts.stream().map(part -> terms(part, holds));
    return together ? all(terms) : any(terms);
  }

  private Literals literal(String key, boolean holds) {
    BitSet its = new BitSet();
    its.set(keys.indexOf(key));
    return holds ? new Literals(its, new BitSet()) : new Literals(new BitSet(), its);
  }

  private List<Literals> any(Stream<List<Literals>> parts) {
    List<Literals> terms = new ArrayList<>();
    parts.forEach(part -> part.forEach(term -> add(terms, term)));
    return terms;
  }

  private List<Literals> all(Stream<List<Literals>> parts) {
    List<List<Literals>> open = parts.toList();
    List<Literals> terms = open.get(0);
    for (List<Literals> part : open.subList(1, open.size())) {
      List<Literals> product = new ArrayList<>();
      for (Literals left : terms) {
        for (Literals right : part) {
          left.and(right).ifPresent(term -> add(product, term));
        }
      }
      terms = product;
    }
    return terms;
  }

  /** Adds a term that no other makes superfluous, and drops those that it makes so. */
  private void add(List<Literals> terms, Literals term) {
    if (++tried > MOST_TRIED) {
      throw new TooLarge();
    }
    if (terms.stream().anyMatch(other -> other.covers(term))) {
      return;
    }
    terms.removeIf(term::covers);
    terms.add(term);
    if (terms.size() > MOST_TERMS) {
      throw new TooLarge();
    }
  }
}

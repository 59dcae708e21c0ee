package io.pixelated.streams.jobs.rules;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of the last generations, and from which event time on each of them holds. What lies
 * before the oldest one that is kept, it decides too. Immutable.
 */
public final class RuleGenerations {
  /** How many are kept even if time has passed all that the oldest decides. */
  static final int KEPT = 5;

  /** How many are kept at most, whatever they may still decide. */
  static final int MOST = 64;

  /** No rules have come yet. */
  static final RuleGenerations NONE = new RuleGenerations(List.of());

  private final List<Generation> generations;

  /**
   * The rules that hold from some event time on until those of the next generation do.
   *
   * @param number grows from one generation to the next
   * @param from event time, epoch milliseconds
   * @param rulebook the rules
   */
  public record Generation(long number, long from, Rulebook rulebook) {
    public Generation {
      Objects.requireNonNull(rulebook, "rulebook");
    }
  }

  private RuleGenerations(List<Generation> generations) {
    this.generations = generations;
  }

  static RuleGenerations of(Generation first) {
    return new RuleGenerations(List.of(first));
  }

  /**
   * These and the one that follows them, without the oldest as far as they are not needed.
   *
   * @param passed event time up to which nothing is left to decide
   */
  RuleGenerations with(Generation next, long passed) {
    Generation newest = newest();
    if (next.number() <= newest.number() || next.from() < newest.from()) {
      throw new IllegalArgumentException(
          "generation %d from %d cannot follow generation %d from %d"
              .formatted(next.number(), next.from(), newest.number(), newest.from()));
    }
    List<Generation> all = new ArrayList<>(generations);
    all.add(next);
    int first = Math.max(0, all.size() - MOST);
    while (all.size() - first > KEPT && all.get(first + 1).from() <= passed) {
      first++;
    }
    return new RuleGenerations(List.copyOf(all.subList(first, all.size())));
  }

  /** The one whose rules decide on what happened at {@code time}. */
  public Generation at(long time) {
    for (int i = generations.size() - 1; i > 0; i--) {
      if (generations.get(i).from() <= time) {
        return generations.get(i);
      }
    }
    return generations.get(0);
  }

  public Generation newest() {
    return generations.get(generations.size() - 1);
  }

  public Generation oldest() {
    return generations.get(0);
  }

  /** All that are kept, oldest first. */
  public List<Generation> all() {
    return generations;
  }

  /** The one of that number, or the one that took its place. */
  public Optional<Generation> numbered(long number) {
    if (generations.isEmpty() || number > newest().number()) {
      return Optional.empty();
    }
    for (int i = generations.size() - 1; i > 0; i--) {
      if (generations.get(i).number() <= number) {
        return Optional.of(generations.get(i));
      }
    }
    return Optional.of(generations.get(0));
  }

  /**
   * The correlation or sequence of that key as its groups have it when event time has come to
   * {@code watermark}: all before the time of a new generation is settled under the one before it.
   * A rule that is only about to come is there at once, for there is nothing to settle before it.
   */
  public Optional<Correlation> settling(String key, long watermark) {
    return holder(key, watermark).map(Holder::rule);
  }

  /**
   * Keys of the correlations and sequences that mean something else than before in the newest
   * generation, of what takes the same events into the same groups.
   */
  public Set<String> changedByNewest() {
    Set<String> changed = new HashSet<>();
    if (generations.size() > 1) {
      Rulebook before = generations.get(generations.size() - 2).rulebook();
      for (Correlation now : newest().rulebook().correlations()) {
        Optional<Correlation> then = before.correlation(now.key());
        if (then.isPresent()
            && then.get().selection().equals(now.selection())
            && !then.get().meaning().equals(now.meaning())) {
          changed.add(now.key());
        }
      }
    }
    return changed;
  }

  /** What is to become of something that was made under the rules of {@code generation}. */
  public Admission admit(String key, long generation, long watermark) {
    Optional<Generation> made = numbered(generation);
    if (made.isEmpty()) {
      return new Admission.Ahead();
    }
    Optional<Holder> holder = holder(key, watermark);
    if (holder.isEmpty()) {
      return new Admission.Gone();
    }
    Correlation rule = holder.get().rule();
    if (made.get().number() <= holder.get().generation()) {
      return new Admission.Now(rule);
    }
    Optional<Correlation> then = made.get().rulebook().correlation(key);
    boolean changes = then.isPresent() && !then.get().meaning().equals(rule.meaning());
    return changes ? new Admission.Later(made.get().from() - 1) : new Admission.Now(rule);
  }

  /** The rule by which something is settled next, and the number of the generation it is of. */
  private record Holder(long generation, Correlation rule) {}

  private Optional<Holder> holder(String key, long watermark) {
    if (generations.isEmpty()) {
      return Optional.empty();
    }
    long settlingNext = watermark == Long.MAX_VALUE ? watermark : watermark + 1;
    long first = at(settlingNext).number();
    for (Generation generation : generations) {
      if (generation.number() >= first) {
        Optional<Correlation> rule = generation.rulebook().correlation(key);
        if (rule.isPresent()) {
          return Optional.of(new Holder(generation.number(), rule.get()));
        }
      }
    }
    return Optional.empty();
  }
}

package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

/** Compiles a sequence to Flink CEP's automaton. */
final class PatternCompiler {
  private PatternCompiler() {}

  static NFA<MatchedEvent> compile(Sequence sequence) {
    List<Turn> turns = turns(sequence.steps());
    Pattern<MatchedEvent, MatchedEvent> pattern = null;
    for (int i = 0; i < turns.size(); i++) {
      Turn turn = turns.get(i);
      boolean negationNext = i + 1 < turns.size() && turns.get(i + 1).negated();
      // Each repetition is a state of its own: Flink's times() finds nothing before a negation.
      for (int repetition = 0; repetition < turn.times(); repetition++) {
        String name = "step" + i + "." + repetition;
        if (pattern == null) {
          pattern = Pattern.begin(name);
        } else if (turn.negated()) {
          pattern = pattern.notFollowedBy(name);
        } else if (negationNext && repetition == 0) {
          // Which of several such events is taken matters when one of them is disproved later.
          pattern = pattern.followedByAny(name);
        } else {
          pattern = pattern.followedBy(name);
        }
        // An event that disproves cannot at the same time be the step after; Flink would let the
        // last step pass.
        boolean afterNegation = i > 0 && turns.get(i - 1).negated() && repetition == 0;
        Set<String> except = afterNegation ? turns.get(i - 1).rules() : Set.of();
        pattern = pattern.where(new OneOfRules(turn.rules(), except));
      }
    }
    pattern = pattern.within(Duration.ofMillis(sequence.timespan()));
    return NFACompiler.compileFactory(pattern, false).createNFA();
  }

  /** Steps with neighbouring negations made one: none of their events may occur. */
  private static List<Turn> turns(List<Sequence.Step> steps) {
    List<Turn> turns = new ArrayList<>();
    int i = 0;
    while (i < steps.size()) {
      int begin = i;
      boolean negated = steps.get(begin).negated();
      do {
        i++;
      } while (negated && i < steps.size() && steps.get(i).negated());
      Set<String> rules =
          steps.subList(begin, i).stream()
              .map(Sequence.Step::rule)
              .collect(Collectors.toUnmodifiableSet());
      turns.add(new Turn(rules, negated, steps.get(begin).times()));
    }
    return turns;
  }

  private record Turn(Set<String> rules, boolean negated, int times) {}

  /** Holds for events that one of the rules matched, and none of the excepted ones. */
  private static final class OneOfRules extends SimpleCondition<MatchedEvent> {
    private static final long serialVersionUID = 1;

    private final Set<String> rules;
    private final Set<String> except;

    OneOfRules(Set<String> rules, Set<String> except) {
      this.rules = rules;
      this.except = except;
    }

    @Override
    public boolean filter(MatchedEvent event) {
      return event.rules().stream().anyMatch(rules::contains)
          && event.rules().stream().noneMatch(except::contains);
    }
  }
}

package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.Grouping;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.sigma.load.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Compiles a sequence against the rules that are there. */
final class SequenceCompiler {
  private SequenceCompiler() {}

  /** The compiled sequence; empty if something is wrong, which is added to {@code problems}. */
  static Optional<Form> compile(
      RuleIndex index, SequenceDraft draft, Collection<Problem> problems) {
    References references = new References(index, draft.source().line(), problems);
    long within = references.millis("within", Duration.ofMillis(draft.within()));
    List<String> keys = references.keys(draft.steps().stream().map(Sequence.Step::rule).toList());
    if (!references.areGood()) {
      return Optional.empty();
    }
    List<Sequence.Step> steps = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Sequence.Step step = draft.steps().get(i);
      steps.add(new Sequence.Step(step.name(), keys.get(i), step.negated(), step.times()));
    }
    Grouping grouping = references.grouping(draft.groupBy(), draft.aliases());
    return Optional.of(
        new Form(
            references.ref(draft.key()),
            keys,
            grouping,
            List.of(),
            List.of(),
            within,
            within,
            "sequence " + steps,
            "",
            frame -> new Sequence(frame, steps)));
  }
}

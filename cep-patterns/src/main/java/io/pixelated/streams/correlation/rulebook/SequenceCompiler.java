package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.SequenceStep;
import io.pixelated.streams.sigma.load.Problem;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Compiles a sequence against the rules that are there. */
final class SequenceCompiler {
  private SequenceCompiler() {}

  /** The compiled sequence; empty if something is wrong, which is added to {@code problems}. */
  static Optional<Form> compile(
      RuleIndex index, SequenceDraft draft, Collection<Problem> problems) {
    References references = new References(index, draft.source().line(), problems);
    long within = references.millis("within", Duration.ofMillis(draft.within()));
    long suppress = references.millis("suppress", Duration.ofMillis(draft.suppress()));
    List<String> named = draft.steps().stream().flatMap(SequenceStep::rules).distinct().toList();
    List<String> keys = references.keys(named);
    if (!references.areGood()) {
      return Optional.empty();
    }
    List<SequenceStep> steps =
        draft.steps().stream()
            .map(step -> step.with(references::key, UnaryOperator.identity()))
            .toList();
    return Optional.of(
        new Form(
            references.ref(draft.key()),
            keys,
            references.grouping(draft.groupBy(), draft.aliases()),
            List.of(),
            SequenceText.fields(steps),
            within,
            suppress,
            "sequence " + SequenceText.of(steps),
            "",
            frame -> new Sequence(frame, steps)));
  }
}

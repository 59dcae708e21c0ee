package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.rule.SigmaRule;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Changes rules after they were read and before they are checked, as processing pipelines do. */
public interface RuleRewriter {

  /**
   * What becomes of {@code rule}.
   *
   * @param others finds the rules that a correlation refers to, as they were before any change
   */
  Outcome rewrite(SigmaRule rule, Function<String, Optional<SigmaRule>> others);

  /** What became of a rule. */
  sealed interface Outcome permits Rewritten, Refused {}

  /** The rule goes on, changed or not. */
  record Rewritten(SigmaRule rule) implements Outcome {
    public Rewritten {
      Objects.requireNonNull(rule);
    }
  }

  /** The rule ends here. */
  record Refused(Rejection rejection) implements Outcome {
    public Refused {
      Objects.requireNonNull(rejection);
    }
  }
}

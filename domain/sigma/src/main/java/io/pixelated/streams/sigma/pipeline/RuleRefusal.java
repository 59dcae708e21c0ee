package io.pixelated.streams.sigma.pipeline;

/** Ends the rewriting of a rule that a pipeline cannot or will not let pass. */
final class RuleRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RuleRefusal(String message) {
    super(message, null, false, false);
  }
}

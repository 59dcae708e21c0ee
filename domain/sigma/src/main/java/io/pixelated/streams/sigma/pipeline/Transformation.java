package io.pixelated.streams.sigma.pipeline;

/** What a processing item does to a rule whose conditions hold. */
interface Transformation {

  /**
   * Changes the rule.
   *
   * @param item the step this is the transformation of, which knows the conditions
   * @throws RuleRefusal if the rule cannot pass
   */
  void apply(ProcessingItem item, Processing processing);
}

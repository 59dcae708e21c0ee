package io.pixelated.streams.sigma.rule;

/** A rule of a Sigma document: either matches single events or correlates matches. */
public sealed interface SigmaRule permits DetectionRule, CorrelationRule {

  Metadata metadata();

  /** What identifies the rule: its id, else its name, else its title. */
  default String key() {
    return metadata().key();
  }

  /** Whether {@code reference}, as a correlation writes it, means this rule. */
  default boolean answersTo(String reference) {
    return metadata().answersTo(reference);
  }
}

package io.pixelated.streams.sigma.rule;

import java.util.List;

/** What a Sigma document defines: matches single events, correlates matches, or tunes rules. */
public sealed interface SigmaRule permits DetectionRule, CorrelationRule, FilterRule {

  Metadata metadata();

  /** What identifies the rule: its id, else its name, else its title. */
  default String key() {
    return metadata().key();
  }

  /** The ids or names of the rules that it refers to. */
  default List<String> references() {
    return List.of();
  }

  /** Whether {@code reference}, as a correlation or filter writes it, means this rule. */
  default boolean answersTo(String reference) {
    return metadata().answersTo(reference);
  }
}

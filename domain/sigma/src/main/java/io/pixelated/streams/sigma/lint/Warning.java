package io.pixelated.streams.sigma.lint;

import java.util.Objects;

/**
 * A place in a rule that deserves its author's attention.
 *
 * @param line one-based
 * @param rule the rule's id, else its title
 * @param message what is there, and what to do about it
 */
public record Warning(String file, int line, String rule, Lint lint, String message) {

  public Warning {
    Objects.requireNonNull(file);
    Objects.requireNonNull(rule);
    Objects.requireNonNull(lint);
    Objects.requireNonNull(message);
  }
}

package io.pixelated.streams.residency;

import java.util.List;

/** A policy or regions file is not valid; nothing of it is used. */
public final class PolicyException extends RuntimeException {
  private final List<String> problems;

  PolicyException(String file, List<String> problems) {
    super(file + ": " + problems.size() + " problem(s): " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, each with what would help. */
  public List<String> problems() {
    return problems;
  }
}

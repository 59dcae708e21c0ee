package io.pixelated.streams.residency;

import java.util.List;

/** A policy or regions file is not valid; nothing of it is used. */
public final class PolicyException extends RuntimeException {
  /** A message stays as short as an alert may be, whatever the file. */
  static final int MOST_TOLD = 30;

  private final List<String> problems;

  PolicyException(String file, List<String> problems) {
    super(file + ": " + first(problems));
    this.problems = List.copyOf(problems);
  }

  private static String first(List<String> problems) {
    if (problems.size() <= MOST_TOLD) {
      return problems.size() + " problem(s): " + String.join("; ", problems);
    }
    return "more than %d problems: %s"
        .formatted(MOST_TOLD, String.join("; ", problems.subList(0, MOST_TOLD)));
  }

  /** The problems, each with what would help; of very many, the first. */
  public List<String> problems() {
    return problems;
  }
}

package io.pixelated.streams.sigma.load;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Why a document was not loaded.
 *
 * @param rule the rule's id, else its title, else empty
 * @param problems everything found wrong, at least one
 */
public record Rejection(String file, String rule, List<Problem> problems) {

  public Rejection {
    Objects.requireNonNull(file);
    Objects.requireNonNull(rule);
    problems = List.copyOf(problems);
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("a rejection needs a reason");
    }
  }

  Rejection(String file, String rule, int line, String message) {
    this(file, rule, List.of(new Problem(line, message)));
  }

  /** One-based line of the first problem. */
  public int line() {
    return problems.get(0).line();
  }

  /** All problems in one line; those on other lines than {@link #line} say which. */
  public String reason() {
    return problems.stream()
        .map(p -> p.line() == line() ? p.message() : p.message() + " (line " + p.line() + ")")
        .distinct()
        .collect(Collectors.joining("; "));
  }
}

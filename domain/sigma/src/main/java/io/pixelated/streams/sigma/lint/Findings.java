package io.pixelated.streams.sigma.lint;

import java.util.ArrayList;
import java.util.List;

/** Collects what is found in one rule. */
final class Findings {

  private final String file;
  private final String rule;
  private final List<Warning> warnings = new ArrayList<>();

  Findings(String file, String rule) {
    this.file = file;
    this.rule = rule;
  }

  void add(Lint lint, int line, String message) {
    warnings.add(new Warning(file, line, rule, lint, message));
  }

  List<Warning> list() {
    return List.copyOf(warnings);
  }
}

package io.pixelated.streams.correlation.ruletest;

/** Says what is wrong with a file of test cases, and the remedy. */
public final class InvalidRuleCases extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidRuleCases(String message) {
    super(message);
  }
}

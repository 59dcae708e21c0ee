package io.pixelated.streams.sigma.rule;

/** How mature a rule is. */
public enum Status {
  STABLE,
  TEST,
  EXPERIMENTAL,
  DEPRECATED,
  UNSUPPORTED
}

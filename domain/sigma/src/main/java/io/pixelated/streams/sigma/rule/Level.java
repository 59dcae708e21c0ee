package io.pixelated.streams.sigma.rule;

/** How urgent a match is; later constants are more urgent. */
public enum Level {
  INFORMATIONAL,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}

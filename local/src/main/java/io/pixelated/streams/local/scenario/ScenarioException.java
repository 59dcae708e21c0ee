package io.pixelated.streams.local.scenario;

/** A scenario that cannot be used; the message names the key, its value and the remedy. */
public final class ScenarioException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ScenarioException(String key, Object value, String remedy) {
    super("scenario: " + key + " is '" + value + "'; " + remedy);
  }
}

package io.pixelated.streams.sigma.yaml;

/** What a YAML 1.1 scalar reads as. */
public enum ScalarType {
  TEXT("a string"),
  INTEGER("an integer"),
  DECIMAL("a decimal number"),
  BOOLEAN("a boolean"),
  NULL("null"),
  /** A plain date or time; its text is kept as written. */
  TIMESTAMP("a date");

  private final String description;

  ScalarType(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  public boolean isNumber() {
    return this == INTEGER || this == DECIMAL;
  }
}

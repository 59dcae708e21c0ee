package io.pixelated.streams.sigma.yaml;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A YAML scalar: what it reads as under YAML 1.1, and the text it was written with (quotes and
 * escapes resolved).
 */
public record YamlScalar(int line, ScalarType type, String text) implements YamlNode {

  public YamlScalar {
    Objects.requireNonNull(type);
    Objects.requireNonNull(text);
  }

  public boolean isNull() {
    return type == ScalarType.NULL;
  }

  /** The value of a {@link ScalarType#BOOLEAN} scalar. */
  public boolean asBoolean() {
    if (type != ScalarType.BOOLEAN) {
      throw new IllegalStateException("not a boolean: " + describe());
    }
    return PlainScalars.toBoolean(text);
  }

  /** The value of an {@link ScalarType#INTEGER} or {@link ScalarType#DECIMAL} scalar. */
  public BigDecimal asNumber() {
    return switch (type) {
      case INTEGER -> PlainScalars.toInteger(text);
      case DECIMAL -> PlainScalars.toDecimal(text);
      default -> throw new IllegalStateException("not a number: " + describe());
    };
  }

  @Override
  public String describe() {
    return type.description();
  }
}

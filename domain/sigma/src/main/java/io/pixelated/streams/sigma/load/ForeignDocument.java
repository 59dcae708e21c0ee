package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.rule.SourceLocation;
import io.pixelated.streams.sigma.yaml.YamlMap;
import java.util.Objects;

/**
 * A document of another kind that lives in the same files as Sigma rules.
 *
 * @param kind the top-level key by which it was recognised
 */
public record ForeignDocument(String kind, SourceLocation source, YamlMap root) {

  public ForeignDocument {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(source);
    Objects.requireNonNull(root);
  }
}

package io.pixelated.streams.sigma.yaml;

import java.util.List;

/**
 * What was read from one YAML text: the documents that are well formed and the errors of the rest.
 */
public record YamlStream(List<YamlNode> documents, List<YamlError> errors) {

  public YamlStream {
    documents = List.copyOf(documents);
    errors = List.copyOf(errors);
  }
}

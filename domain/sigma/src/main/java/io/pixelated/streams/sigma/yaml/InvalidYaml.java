package io.pixelated.streams.sigma.yaml;

/** Ends the reading of a document that is well-formed YAML but unusable. */
final class InvalidYaml extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int line;

  InvalidYaml(int line, String message) {
    super(message, null, false, false);
    this.line = line;
  }

  int line() {
    return line;
  }
}

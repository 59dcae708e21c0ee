package io.pixelated.streams.sigma.yaml;

/** A value of a YAML document that knows the line it was written on. */
public sealed interface YamlNode permits YamlMap, YamlList, YamlScalar {

  /** One-based line of the first character. */
  int line();

  /** What the node is, in words fit for an error message. */
  String describe();
}

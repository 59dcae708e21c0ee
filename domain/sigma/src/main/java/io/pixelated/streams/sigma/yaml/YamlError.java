package io.pixelated.streams.sigma.yaml;

/**
 * Why a YAML document could not be read.
 *
 * @param line one-based
 */
public record YamlError(int line, String message) {}

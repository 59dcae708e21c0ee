package io.pixelated.streams.sigma.yaml;

/**
 * Bounds on one YAML stream; what exceeds them is an error, not a stall.
 *
 * @param characters longest text read
 * @param line longest line in characters; the time to read one grows with its square
 * @param depth deepest nesting of lists and mappings
 * @param nodes most values in one document, aliases counted each time they are used
 * @param aliases most aliases of lists and mappings in one document
 */
public record YamlLimits(int characters, int line, int depth, int nodes, int aliases) {

  /** Far above any real rule file (the largest known is 295 KB with 4,500 values). */
  public static final YamlLimits DEFAULT = new YamlLimits(8 << 20, 100_000, 32, 500_000, 200);

  public YamlLimits {
    if (characters < 1 || line < 1 || depth < 1 || nodes < 1 || aliases < 0) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }
}

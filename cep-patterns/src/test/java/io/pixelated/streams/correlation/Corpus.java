package io.pixelated.streams.correlation;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the shared corpora beside the checkout. */
public final class Corpus {
  private Corpus() {}

  /** The folder or file {@code name} of the corpora; skips the test where they are absent. */
  public static Path folder(String name) {
    String configured = System.getProperty("streams.data");
    if (configured != null) {
      return Path.of(configured, name);
    }
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      Path candidate = dir.resolve("shared/data").resolve(name);
      if (Files.exists(candidate)) {
        return candidate;
      }
    }
    Assumptions.abort("shared/data/" + name + " is not here; -Dstreams.data=DIR says where");
    throw new AssertionError("unreachable");
  }
}

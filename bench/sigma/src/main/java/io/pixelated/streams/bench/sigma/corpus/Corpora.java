package io.pixelated.streams.bench.sigma.corpus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The open corpora beside the project. */
public final class Corpora {
  /** System property that names their directory. */
  public static final String PROPERTY = "streams.data";

  private Corpora() {}

  /** Their directory: what the property says, else the nearest {@code shared/data} above. */
  public static Optional<Path> locate() {
    String given = System.getProperty(PROPERTY);
    if (given != null) {
      return Optional.of(Path.of(given)).filter(Files::isDirectory);
    }
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      Path data = dir.resolve("shared/data");
      if (Files.isDirectory(data)) {
        return Optional.of(data);
      }
    }
    return Optional.empty();
  }

  static Path require(String name) {
    return locate()
        .map(data -> data.resolve(name))
        .filter(Files::isDirectory)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "shared/data/" + name + " is not here; -D" + PROPERTY + "=DIR says where"));
  }
}

package io.pixelated.streams.local.region;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Finds the real corpora, which lie beside the checkout and are not part of it. */
final class SharedData {
  private SharedData() {}

  /** A folder of the corpora; skips the test where it is absent. */
  static Path folder(String name) {
    String configured = System.getProperty("streams.data");
    Stream<Path> places =
        configured != null
            ? Stream.of(Path.of(configured))
            : Stream.iterate(Path.of("").toAbsolutePath(), dir -> dir != null, Path::getParent)
                .map(dir -> dir.resolve("shared").resolve("data"));
    return places
        .map(data -> data.resolve(name))
        .filter(Files::isDirectory)
        .findFirst()
        .orElseGet(
            () ->
                Assumptions.abort(
                    "shared/data/"
                        + name
                        + " is not beside the checkout; -Dstreams.data says where it is"));
  }
}

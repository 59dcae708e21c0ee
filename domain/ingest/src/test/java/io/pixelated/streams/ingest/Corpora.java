package io.pixelated.streams.ingest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The open corpora beside the project; tests that need them are skipped where they are absent. */
final class Corpora {
  private Corpora() {}

  static Path require(String name) {
    Path found = locate(name);
    assumeTrue(
        found != null, () -> "shared/data/" + name + " is not here; -Dstreams.data=DIR says where");
    return found;
  }

  private static Path locate(String name) {
    String given = System.getProperty("streams.data");
    if (given != null) {
      Path path = Path.of(given, name);
      return Files.exists(path) ? path : null;
    }
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      Path path = dir.resolve("shared/data").resolve(name);
      if (Files.exists(path)) {
        return path;
      }
    }
    return null;
  }

  static List<byte[]> lines(Path gzip) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(gzip));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) {
          lines.add(line.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return lines;
  }

  /** Reads YAML, and JSON as the YAML that it nearly is. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> yaml(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(16 << 20);
    return (Map<String, Object>)
        new Yaml(new SafeConstructor(options)).loadAll(text).iterator().next();
  }
}

package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.sigma.load.RuleFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules that come with the product: {@code cep-patterns/rules}, in the jar under {@code
 * rules/}.
 */
public final class ShippedRules {
  private static final String ANCHOR = "/rules/README.md";

  private ShippedRules() {}

  /** One document per rule file, keyed by the rule's id, in the order of their names. */
  public static List<RuleDocument> documents() {
    URL anchor = ShippedRules.class.getResource(ANCHOR);
    if (anchor == null) {
      throw new IllegalStateException(
          "the shipped rules are not on the class path: " + ANCHOR + " is missing");
    }
    try {
      if (anchor.openConnection() instanceof JarURLConnection jar) {
        Path file = Path.of(toUri(jar.getJarFileURL()));
        try (FileSystem content = FileSystems.newFileSystem(file)) {
          return read(content.getPath(ANCHOR).getParent());
        }
      }
      return read(Path.of(toUri(anchor)).getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("the shipped rules cannot be read", e);
    }
  }

  private static List<RuleDocument> read(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(RuleFile::isRules).sorted().map(file -> read(directory, file)).toList();
    }
  }

  private static RuleDocument read(Path directory, Path file) {
    try {
      String name = "rules/" + directory.relativize(file).toString().replace('\\', '/');
      return RuleFiles.document(name, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("the shipped rule " + file + " cannot be read", e);
    }
  }

  private static URI toUri(URL url) {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path holds " + url + ", which is no URI", e);
    }
  }
}

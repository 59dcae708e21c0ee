package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.sigma.load.Problem;
import io.pixelated.streams.sigma.load.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rule files as the documents that they would be on {@code detection.rules}. */
public final class RuleFiles {
  private static final long MOST_BYTES = 16L * 1024 * 1024;
  private static final Origin NOWHERE = new Origin("", 0, 0, 0);

  private RuleFiles() {}

  /**
   * Reads files, and directories with all {@code .yml} and {@code .yaml} files below them in the
   * order of their names; files that describe rule tests ({@code .test.yml}) are left out, and a
   * file that is named twice counts once.
   *
   * @param rejections receives what cannot be read
   * @return one document per file, keyed by the first rule in it, else by the file's name
   */
  public static List<RuleDocument> read(List<Path> paths, List<Rejection> rejections) {
    return readUnkeyed(paths, rejections).stream().map(RuleFiles::keyed).toList();
  }

  /** The same, keyed by the files' names. */
  static List<RuleDocument> readUnkeyed(List<Path> paths, List<Rejection> rejections) {
    Map<Path, Path> files = new LinkedHashMap<>();
    for (Path path : paths) {
      for (Path file : filesOf(path, rejections)) {
        files.putIfAbsent(real(file), file);
      }
    }
    List<RuleDocument> documents = new ArrayList<>();
    files.values().forEach(file -> readFile(file, documents, rejections));
    return documents;
  }

  private static List<Path> filesOf(Path path, List<Rejection> rejections) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    // a walk does not go where a link leads, so it must start behind one
    Path start = real(path);
    try (Stream<Path> walk = Files.walk(start)) {
      return walk.filter(RuleFiles::isRule)
          .filter(Files::isRegularFile)
          .map(file -> path.resolve(start.relativize(file)))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      reject(path, "the directory cannot be read: " + e.getMessage(), rejections);
      return List.of();
    }
  }

  /** One path for a file that goes by several, so that it is read once. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  /** The document that the text of a file is. */
  static RuleDocument document(String file, String text) {
    return keyed(new RuleDocument(file, text, file, NOWHERE));
  }

  private static RuleDocument keyed(RuleDocument document) {
    String key = Draft.read(document).key().orElse(document.key());
    return new RuleDocument(key, document.text(), document.file(), document.origin());
  }

  private static void readFile(
      Path file, List<RuleDocument> documents, List<Rejection> rejections) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        reject(file, "the file has more than " + MOST_BYTES + " bytes; split it", rejections);
        return;
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      if (!text.isEmpty()) {
        documents.add(new RuleDocument(file.toString(), text, file.toString(), NOWHERE));
      }
    } catch (CharacterCodingException e) {
      reject(file, "the file is not UTF-8; convert it", rejections);
    } catch (IOException e) {
      String reason =
          Files.exists(file)
              ? "the file cannot be read: " + e.getMessage()
              : "the file does not exist; check its name";
      reject(file, reason, rejections);
    }
  }

  static boolean isRule(Path path) {
    String name = path.getFileName().toString();
    return (name.endsWith(".yml") || name.endsWith(".yaml")) && !name.endsWith(".test.yml");
  }

  private static void reject(Path file, String reason, List<Rejection> rejections) {
    rejections.add(new Rejection(file.toString(), "", List.of(new Problem(1, reason))));
  }
}

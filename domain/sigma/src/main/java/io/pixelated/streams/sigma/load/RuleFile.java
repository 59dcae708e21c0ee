package io.pixelated.streams.sigma.load;

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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A file of rules.
 *
 * @param name its path as the user knows it
 */
public record RuleFile(String name, String text) {

  private static final long MOST_BYTES = 16L * 1024 * 1024;

  public RuleFile {
    Objects.requireNonNull(name);
    Objects.requireNonNull(text);
  }

  /**
   * Reads files, and directories with all rule files below them in the order of their names. A file
   * that is named twice counts once.
   *
   * @param rejections receives what cannot be read
   */
  public static List<RuleFile> read(List<Path> paths, List<Rejection> rejections) {
    Map<Path, Path> files = new LinkedHashMap<>();
    for (Path path : paths) {
      for (Path file : filesOf(path, rejections)) {
        files.putIfAbsent(real(file), file);
      }
    }
    List<RuleFile> read = new ArrayList<>();
    files.values().forEach(file -> read(file, read, rejections));
    return read;
  }

  /**
   * Whether a file below a directory holds rules: it ends in {@code .yml} or {@code .yaml}, and
   * does not describe the tests of rules ({@code .test.yml}).
   */
  public static boolean isRules(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return (name.endsWith(".yml") || name.endsWith(".yaml"))
        && !name.endsWith(".test.yml")
        && !name.endsWith(".test.yaml");
  }

  private static List<Path> filesOf(Path path, List<Rejection> rejections) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    // a walk does not go where a link leads, so it must start behind one
    Path start = real(path);
    try (Stream<Path> walk = Files.walk(start)) {
      return walk.filter(RuleFile::isRules)
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

  private static void read(Path file, List<RuleFile> read, List<Rejection> rejections) {
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
      read.add(new RuleFile(file.toString(), text));
    } catch (CharacterCodingException e) {
      reject(file, RuleLoader.NOT_UTF8, rejections);
    } catch (IOException e) {
      String reason =
          Files.exists(file)
              ? "the file cannot be read: " + e.getMessage()
              : "the file does not exist; check its name";
      reject(file, reason, rejections);
    }
  }

  private static void reject(Path file, String reason, List<Rejection> rejections) {
    rejections.add(new Rejection(file.toString(), "", 1, reason));
  }
}
